package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.app.Environment;
import io.headrace.app.up.Ground;
import io.headrace.app.up.Progress;
import io.headrace.embedded.ServerPorts;
import io.headrace.system.Terminal.Said;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What services keep, thrown away and made again from the topics.
final class RebuildIT {

    private static final String[] DECIDERS = {"pipelines", "training", "worker", "validation", "deployment", "incidents"
    };

    private static final String STATES =
            "select service || ' ' || aggregate_id || ' ' || sequence || ' ' || coalesce(deadline::text, '-') || ' ' || state"
                    + " from headrace.state order by service, aggregate_id";
    private static final String MODELS =
            "select pipeline || ' ' || version || ' ' || sha256 || ' ' || size from headrace.model order by 1";
    private static final String ARTIFACTS =
            "select pipeline || ' ' || sha256 || ' ' || chunk || ' ' || md5(bytes) from headrace.artifact order by 1";
    private static final String ARTIFACT_VERSIONS =
            "select pipeline || ' ' || version || ' ' || sha256 || ' ' || coalesce(lapsed_at::text, '-')"
                    + " from headrace.artifact_version order by 1";
    private static final String COEFFICIENTS =
            "select pipeline || ' ' || version || ' ' || revision || ' ' || encode(coefficients, 'hex')"
                    + " from headrace.model_coefficients order by 1";
    private static final String DECISIONS = "select aggregatetype || ' ' || aggregateid || ' ' || sequence || ' ' || id"
            + " from headrace.outbox where aggregatetype <> 'state' order by aggregatetype, aggregateid, sequence";

    @Test
    void theyDecideNothingTwiceAndMissNothing(@TempDir Path folder) throws Exception {
        Terminal terminal;
        try (Workplace at = Workplace.open(folder)) {
            terminal = at.terminal();
            aHistory(at);
            assertThat(check(terminal).exit()).isZero();
        }
        List<String> states;
        List<String> models;
        List<String> artifacts;
        List<String> versions;
        List<String> coefficients;
        List<String> decisions;
        try (Ground ground = lay(terminal);
                Database database = Database.open(ground.environment())) {
            states = database.texts(STATES);
            models = database.texts(MODELS);
            artifacts = database.texts(ARTIFACTS);
            versions = database.texts(ARTIFACT_VERSIONS);
            coefficients = database.texts(COEFFICIENTS);
            decisions = database.texts(DECISIONS);
            damage(database);
            meanwhile(database);
        }
        Said rebuild = terminal.run(
                "rebuild", "pipelines", "training", "worker", "validation", "deployment", "incidents", "dataset");
        assertThat(rebuild.exit()).as(rebuild.err()).isZero();
        assertThat(rebuild.out()).contains("training is made again;", "dataset is made again;");
        try (Ground ground = lay(terminal);
                Database database = Database.open(ground.environment())) {
            assertThat(database.texts(STATES)).isEqualTo(states);
            assertThat(database.texts(MODELS)).isEqualTo(models);
            assertThat(database.texts(ARTIFACTS)).isEqualTo(artifacts);
            assertThat(database.texts(ARTIFACT_VERSIONS)).isEqualTo(versions);
            assertThat(database.texts(COEFFICIENTS)).isEqualTo(coefficients);
        }
        try (CommandProcess _ = CommandProcess.up(terminal.data());
                Database database = Database.open(Environment.running(terminal.data()))) {
            // Each rests on something else that was made again: a waiting version, the champion's coefficients, the
            // stored bytes of a version, the rows and sums.
            String _ = database.eventually(
                    "select 1 from headrace_registry.request where kind = 'approve' and accepted and pipeline = 'asked'");
            String _ = database.eventually(
                    "select 1 from headrace_registry.version where pipeline = 'kept' and version = 3 and state = 'IN_PRODUCTION'");
            assertThat(
                            database.texts(
                                    "select champion_rmse is not null from headrace_registry.version where pipeline = 'kept' and version = 3"))
                    .containsExactly("t");
            assertThat(database.request("rollback", "kept")).startsWith("yes: version 2 is in production again");
            assertThat(database.texts(DECISIONS)).containsAll(decisions);
            assertThat(terminal.run("verify").exit()).isZero();
            assertThat(terminal.run("reproduce", "--all").exit()).isZero();
            assertThat(terminal.run("rebuild", "registry", "--check").exit()).isZero();
            assertThat(check(terminal).exit()).isZero();
        }
    }

    /// `kept` has two versions in production one after the other, and a rejected one; `asked` one that waits.
    private static void aHistory(Workplace at) throws Exception {
        at.apply("kept", "automatic");
        at.inProduction("kept", 1);
        at.database().execute("delete from kept where id < 10");
        at.inProduction("kept", 2);
        at.apply("asked", "required");
        String _ = at.database()
                .eventually("select 1 from headrace_registry.version where pipeline = 'asked' and state = 'PENDING'");
        at.database().apply("never", "{}");
        String _ = at.database().eventually("select 1 from headrace_registry.open_incident where subject = 'never'");
    }

    /// More than a rebuild could leave as it is.
    private static void damage(Database database) {
        database.execute(
                "update headrace.progress set next_offset = next_offset + 1000 where service in (select service from headrace.state)");
        database.execute("delete from headrace.state where service in ('pipelines', 'validation')");
        database.execute(
                "update headrace.state set sequence = 1, deadline = null where service in ('training', 'deployment')");
        database.execute("update headrace.state set state = '{}' where service = 'incidents'");
        database.execute("delete from headrace.model");
        database.execute("delete from headrace.artifact");
        database.execute("delete from headrace.artifact_version");
        database.execute("delete from headrace.model_coefficients");
        database.execute("delete from headrace.dataset_version");
    }

    /// What people write while no service runs.
    private static void meanwhile(Database database) {
        database.execute("delete from kept where id < 20");
        database.execute(
                "insert into headrace.request (id, kind, pipeline) values (gen_random_uuid(), 'approve', 'asked')");
    }

    private static Said check(Terminal terminal) {
        String[] words = new String[DECIDERS.length + 2];
        words[0] = "rebuild";
        System.arraycopy(DECIDERS, 0, words, 1, DECIDERS.length);
        words[words.length - 1] = "--check";
        return terminal.run(words);
    }

    private static Ground lay(Terminal terminal) {
        return Ground.lay(
                terminal.data(),
                ServerPorts.ANY,
                new Progress(new PrintWriter(System.out, true, StandardCharsets.UTF_8)));
    }
}
