package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.system.Terminal.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `up` on the data folder that the last release left: nothing is lost, and everything goes on.
final class UpgradeIT {

    private static final String LAST = "0.1.0";
    private static final List<String> DEPLOYED = List.of("kept", "rolled");

    @TempDir
    private Path folder;

    @Test
    void whatTheLastReleaseLeftIsThereAndGoesOn() throws Exception {
        List<String> history = ReleasedFolder.unpack(LAST, folder);
        try (Workplace at = Workplace.open(folder)) {
            assertThat(history(at).toList()).zipSatisfy(history, UpgradeIT::saysAllThat);
            for (List<String> command : List.of(
                    List.of("rebuild", "registry"),
                    List.of("rebuild", "registry", "--check"),
                    List.of(
                            "rebuild",
                            "pipelines",
                            "training",
                            "worker",
                            "validation",
                            "deployment",
                            "incidents",
                            "--check"),
                    List.of("verify"),
                    List.of("reproduce", "--all"))) {
                Said said = at.terminal().run(command.toArray(String[]::new));
                assertThat(said.exit()).as(command + said.out() + said.err()).isZero();
            }

            assertThat(at.terminal().ask("approve", "asked@1")).startsWith("yes: ");
            at.inProduction("asked", 1);
            assertThat(at.terminal().ask("resume", "rolled")).startsWith("yes: ");
            for (String pipeline : DEPLOYED) {
                at.database().deployedAfter(pipeline, List.of("delete from %s where id <= 40".formatted(pipeline)));
            }
            at.database().execute("alter table broken add column rooms int");
            at.database().execute("update broken set rooms = 1 + id % 5");
            assertThat(at.database().deployedAfter("broken", List.of("delete from broken where id = 1")))
                    .isNotEmpty();
            assertThat(at.terminal().run("dead-letters", "list").out()).contains("there are none");
        }
    }

    /// Makes the folder that later releases are measured by, once a release is out.
    @Test
    @EnabledIfSystemProperty(named = "headrace.release", matches = "[0-9.]+")
    void aFolderForLaterReleasesIsMade() throws Exception {
        List<String> history;
        try (Workplace at = Workplace.open(folder)) {
            at.apply("rolled", "automatic");
            at.inProduction("rolled", 1);
            at.database().deployedAfter("rolled", List.of("delete from rolled where id <= 10"));
            assertThat(at.terminal().ask("rollback", "rolled@1")).startsWith("yes: ");
            at.inProduction("rolled", 1);
            at.apply("asked", "required");
            at.apply("kept", "automatic");
            at.inProduction("kept", 1);
            Path forgets = at.file(
                    "kept.yaml",
                    Files.readString(at.specification("kept", "automatic")) + "forget: {within: 72h, retire: true}\n");
            assertThat(at.terminal().apply(forgets)).isEqualTo("kept: revision 2 is in force");
            at.database().deployedAfter("kept", List.of("delete from kept where id = 7"));
            at.apply("broken", "automatic");
            at.inProduction("broken", 1);
            at.database().execute("alter table broken drop column rooms");
            String _ = at.database()
                    .eventually("select sentence from headrace_registry.open_incident where subject like '%broken%'");
            String _ = at.database()
                    .eventually(
                            "select 1 from headrace_registry.version where pipeline = 'asked' and state = 'PENDING'");
            history = history(at).toList();
        }
        ReleasedFolder.pack(System.getProperty("headrace.release"), folder, history);
    }

    private static Stream<String> history(Workplace at) {
        return DEPLOYED.stream()
                .flatMap(pipeline -> at.terminal()
                        .run("history", pipeline, "--all", "--json")
                        .out()
                        .lines());
    }

    /// A later release may say more.
    /// A later release may say more.
    private static void saysAllThat(String now, String then) {
        saysAllThat(
                "history",
                JsonMapper.shared().readTree(now),
                JsonMapper.shared().readTree(then));
    }

    private static void saysAllThat(String place, JsonNode now, JsonNode then) {
        if (then.isObject() && now.isObject()) {
            then.propertyStream()
                    .forEach(one -> saysAllThat(place + "." + one.getKey(), now.path(one.getKey()), one.getValue()));
        } else {
            assertThat(now).as(place).isEqualTo(then);
        }
    }
}
