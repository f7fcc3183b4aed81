package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.app.up.Ground;
import io.headrace.app.up.Progress;
import io.headrace.embedded.ServerPorts;
import io.headrace.schemas.Topics;
import io.headrace.system.Terminal.Said;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Artifacts that are never deployed go after their time; what was, and what shares bytes with it, stays.
final class PruningIT {

    private static final String ARTIFACTS =
            "select pipeline || ' ' || sha256 || ' ' || md5(bytes) from headrace.artifact order by 1";
    private static final String VERSIONS =
            "select pipeline || ' ' || version || ' ' || coalesce(lapsed_at::text, '-') from headrace.artifact_version order by 1";
    private static final String COEFFICIENTS =
            "select pipeline || ' ' || version || ' ' || md5(coefficients) from headrace.model_coefficients order by 1";

    @Test
    void whatIsNeverDeployedGoesAndComesOutAgain(@TempDir Path folder) throws Exception {
        Terminal terminal;
        try (Workplace at = Workplace.open(folder, "--artifact-retention", "10s")) {
            terminal = at.terminal();
            at.apply("judged", "automatic");
            at.inProduction("judged", 1);
            String _ = terminal.apply(hopeless(at));
            rejected(at, 2);
            at.database().execute("delete from judged where id < 10");
            rejected(at, 3);

            String _ = at.database()
                    .eventually(
                            "select 1 from headrace_registry.version where pipeline = 'judged' and version = 3 and pruned_at is not null");

            assertTheRestIsKept(at);
            assertNothingIsLost(at);
        }
        aRebuildLeavesItGone(terminal);
    }

    /// Version 2 was rejected, too, but has the bytes of version 1.
    private static void assertTheRestIsKept(Workplace at) {
        assertThat(
                        at.database()
                                .texts(
                                        "select version from headrace_registry.version where pipeline = 'judged' and pruned_at is null order by 1"))
                .containsExactly("1", "2");
        assertThat(
                        at.database()
                                .texts(
                                        "select sha256 from headrace.artifact where sha256 = (select sha256 from headrace_registry.version where version = 1)"))
                .hasSize(1);
        assertThat(at.database().texts(ARTIFACTS)).hasSize(1);
        assertThat(
                        at.database()
                                .texts(
                                        "select aggregateid from headrace.outbox where aggregatetype = 'artifact' and length(payload) > 0"))
                .hasSize(1);
    }

    private static void assertNothingIsLost(Workplace at) {
        assertThat(at.terminal().describe("judged@3").get("pruned_at").asString())
                .isNotEmpty();
        assertThat(at.terminal().run("reproduce", "judged", "--all").exit()).isZero();
        assertThat(at.terminal().run("rebuild", "registry", "--check").exit()).isZero();
        assertThat(at.terminal().run("verify", "judged").exit()).isZero();
        assertThat(at.database().texts("select subject from headrace_registry.history where what = 'ARTIFACTS_PRUNED'"))
                .containsExactly("judged");
        Said rollback = at.terminal().run("rollback", "judged@3");
        assertThat(rollback.out() + rollback.err()).contains("it never was in production");
        Forger reader = new Forger(at.environment().kafka().bootstrap());
        assertThat(reader.text(Topics.ARTIFACT)).as("the bytes of models").contains("ai.onnx");
        assertThat(reader.text(Topics.TRAINING)).as("events").doesNotContain("ai.onnx");
    }

    private static void aRebuildLeavesItGone(Terminal terminal) throws Exception {
        List<String> artifacts;
        List<String> versions;
        List<String> coefficients;
        try (Ground ground = lay(terminal);
                Database database = Database.open(ground.environment())) {
            artifacts = database.texts(ARTIFACTS);
            versions = database.texts(VERSIONS);
            coefficients = database.texts(COEFFICIENTS);
            database.execute("delete from headrace.artifact");
            database.execute("delete from headrace.artifact_version");
            database.execute("delete from headrace.model_coefficients");
        }
        assertThat(terminal.run("rebuild", "training").exit()).isZero();
        try (Ground ground = lay(terminal);
                Database database = Database.open(ground.environment())) {
            assertThat(database.texts(ARTIFACTS)).isEqualTo(artifacts);
            assertThat(database.texts(VERSIONS)).isEqualTo(versions);
            assertThat(database.texts(COEFFICIENTS)).isEqualTo(coefficients);
        }
    }

    /// The same pipeline with a gate that nothing passes.
    private static Path hopeless(Workplace at) throws Exception {
        Path file = at.specification("judged", "automatic");
        return at.file("hopeless.yaml", Files.readString(file).replace("at-most: 60000", "at-most: 0.001"));
    }

    private static void rejected(Workplace at, long version) {
        String _ = at.database()
                .eventually(
                        "select 1 from headrace_registry.version where pipeline = 'judged' and version = ? and state = 'REJECTED'",
                        version);
    }

    private static Ground lay(Terminal terminal) {
        return Ground.lay(
                terminal.data(),
                ServerPorts.ANY,
                new Progress(new PrintWriter(System.out, true, StandardCharsets.UTF_8)));
    }
}
