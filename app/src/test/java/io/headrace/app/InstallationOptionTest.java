package io.headrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class InstallationOptionTest {

    private static final Map<String, String> NAMED = Map.of(
            "HEADRACE_PG_URL", "jdbc:postgresql://db.example/headrace?user=headrace",
            "HEADRACE_KAFKA", "kafka.example:9092",
            "HEADRACE_REGISTRY_COMPAT", "http://registry.example/apis/ccompat/v7");

    @Command
    private static final class Any {

        @Mixin
        private InstallationOption installation = new InstallationOption();
    }

    @Test
    void variablesNameServersOfYourOwn() {
        assertThat(option().own(NAMED).orElseThrow().kafka().bootstrap()).isEqualTo("kafka.example:9092");
        assertThat(option().own(Map.of())).isEmpty();
    }

    @Test
    void variablesThatEnvPrintedNameNoServersOfYourOwnEvenWhenTheUpIsGone() {
        Map<String, String> printed = new HashMap<>(NAMED);
        printed.put("HEADRACE_UP", "/somewhere/data");

        assertThat(option().own(printed)).isEmpty();
    }

    @Test
    void aFolderOfAnUpComesBeforeVariables() {
        assertThat(option("--data", "somewhere").own(NAMED)).isEmpty();
    }

    private static InstallationOption option(String... arguments) {
        Any any = new Any();
        CommandLine.ParseResult _ = new CommandLine(any).parseArgs(arguments);
        return any.installation;
    }
}
