package io.headrace.app.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.headrace.app.CommandFailure;
import io.headrace.schemas.RowHistory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunSettingsTest {

    private static final Map<String, String> RIGHT = Map.of(
            "HEADRACE_PG_URL", "jdbc:postgresql://db.example:5433/models?user=headrace&password=secret",
            "HEADRACE_KAFKA", "one:9092,two:9092",
            "HEADRACE_REGISTRY_COMPAT", "http://registry:8080/apis/ccompat/v7",
            "HEADRACE_DATA", "/var/lib/headrace",
            "HEADRACE_INSTANCE", "b",
            "HEADRACE_ROW_HISTORY", "7d");

    @Test
    void takesServersFolderAndInstanceFromVariables() {
        RunSettings settings = RunSettings.of(List.of("capture"), ServiceStarts.NAMES, RIGHT);

        assertThat(settings.installation().kafka()).isEqualTo("one:9092,two:9092");
        assertThat(settings.installation().instance()).isEqualTo("b");
        assertThat(settings.installation().folder()).hasToString("/var/lib/headrace/run/b");
        assertThat(settings.installation().database().password()).isEqualTo("secret");
        assertThat(settings.source().database()).hasToString("headrace@db.example:5433/models");
        assertThat(settings.source().history()).isEqualTo(RowHistory.parse("7d"));
    }

    @Test
    void aCopyThatIsAloneNeedsNoName() {
        Map<String, String> variables = new HashMap<>(RIGHT);
        variables.remove("HEADRACE_INSTANCE");

        assertThat(RunSettings.of(List.of("registry"), ServiceStarts.NAMES, variables)
                        .installation()
                        .instance())
                .isEqualTo("1");
    }

    @Test
    void saysEverythingThatIsWrongAtOnceAndNoPassword() {
        Map<String, String> wrong = new HashMap<>(RIGHT);
        wrong.put("HEADRACE_PG_URL", "jdbc:postgresql://db/models?password=secret");
        wrong.put("HEADRACE_KAFKA", "broker");
        wrong.remove("HEADRACE_DATA");
        wrong.put("HEADRACE_INSTANCE", "a b");
        wrong.put("HEADRACE_ROW_HISTORY", "a week");

        CommandFailure failure = catchThrowableOfType(
                CommandFailure.class, () -> RunSettings.of(List.of("capture", "trainer"), ServiceStarts.NAMES, wrong));

        assertThat(failure.exitCode()).isEqualTo(2);
        assertThat(String.valueOf(failure.getMessage()).lines())
                .satisfiesExactly(
                        service -> assertThat(service)
                                .isEqualTo("there is no service 'trainer'; there are capture, pipelines, dataset,"
                                        + " training, validation, deployment, incidents, registry"),
                        database -> assertThat(database)
                                .startsWith("HEADRACE_PG_URL names no user: it must be jdbc:postgresql://host"),
                        kafka -> assertThat(kafka).startsWith("HEADRACE_KAFKA is 'broker': it must be host:port"),
                        data -> assertThat(data).startsWith("HEADRACE_DATA is not set: it must be a folder"),
                        instance -> assertThat(instance).startsWith("HEADRACE_INSTANCE is 'a b': it must be 1 to 64"),
                        history -> assertThat(history)
                                .startsWith("HEADRACE_ROW_HISTORY: 'a week' is no row history: it is for-ever, or"),
                        hint -> assertThat(hint).contains("./headrace env"))
                .noneMatch(line -> line.contains("secret"));
    }

    @Test
    void anAddressOfNoPostgresqlIsRefused() {
        Map<String, String> wrong = new HashMap<>(RIGHT);
        wrong.put("HEADRACE_PG_URL", "postgres://db/models");

        CommandFailure failure = catchThrowableOfType(
                CommandFailure.class, () -> RunSettings.of(List.of("capture"), ServiceStarts.NAMES, wrong));

        assertThat(failure).hasMessageStartingWith("HEADRACE_PG_URL is no URL of one PostgreSQL database");
    }
}
