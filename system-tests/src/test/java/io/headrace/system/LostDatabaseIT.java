package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.app.Environment;
import io.headrace.system.Terminal.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The database is gone, with everything that people and services wrote to it. The topics are there.
final class LostDatabaseIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String DECISIONS = "select aggregatetype || ' ' || aggregateid || ' ' || sequence || ' ' || id"
            + " from headrace.outbox where aggregatetype <> 'state' order by 1";
    private static final String STATES = "select service || ' ' || aggregate_id || ' ' || sequence || ' ' || state"
            + " from headrace.state where service in ('pipelines', 'validation', 'deployment')" // the others go on at
            // once
            + " order by service, aggregate_id";
    private static final String VERSIONS =
            "select pipeline || ' ' || version || ' ' || sha256 || ' ' || state from headrace_registry.version order by 1";
    private static final String SPECIFICATIONS =
            "select name || ' ' || spec || ' ' || author from headrace.pipeline order by name";

    private List<String> decisions = List.of();
    private List<String> states = List.of();
    private List<String> versions = List.of();
    private List<String> specifications = List.of();

    @Test
    void itIsMadeAgainFromTheTopicsAndThePipelinesGoOn(@TempDir Path folder) throws Exception {
        Terminal terminal = aHistory(folder);
        lose(terminal.data().resolve("postgresql"));

        refusesToBeginAnew(folder, terminal);
        Said rebuild = terminal.run("rebuild", "database");
        assertThat(rebuild.exit()).as(rebuild.err()).isZero();
        Said again = terminal.run("rebuild", "database");
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.err()).contains("this is for an empty database");

        try (CommandProcess _ = CommandProcess.up(terminal.data());
                Database database = Database.open(Environment.running(terminal.data()))) {
            assertThat(database.texts(SPECIFICATIONS)).isEqualTo(specifications);
            assertThat(database.texts(DECISIONS)).containsAll(decisions);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(database.texts(VERSIONS)).isEqualTo(versions));
            goesOn(terminal, database, folder.resolve("backup"));
            assertThat(database.texts(DECISIONS)).containsAll(decisions).doesNotHaveDuplicates();
        }
    }

    /// `kept` has two versions that were in production, `asked` one that waits for a person.
    private Terminal aHistory(Path folder) throws Exception {
        try (Workplace at = Workplace.open(folder)) {
            at.apply("kept", "automatic");
            at.inProduction("kept", 1);
            at.database().execute("delete from kept where id < 10");
            at.inProduction("kept", 2);
            at.apply("asked", "required");
            String _ = at.database()
                    .eventually(
                            "select 1 from headrace_registry.version where pipeline = 'asked' and state = 'PENDING'");
            at.database().execute("copy kept to '%s'".formatted(folder.resolve("backup")));
            decisions = at.database().texts(DECISIONS);
            states = at.database().texts(STATES);
            versions = at.database().texts(VERSIONS);
            specifications = at.database().texts(SPECIFICATIONS);
            return at.terminal();
        }
    }

    private static void lose(Path database) throws IOException {
        assertThat(database).isDirectory();
        try (Stream<Path> files = Files.walk(database)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void refusesToBeginAnew(Path folder, Terminal terminal) throws InterruptedException {
        CommandProcess up = CommandProcess.run(folder.resolve("refused.out"), terminal.onData("up"));
        assertThat(up.process().waitFor()).as(up.text()).isEqualTo(1);
        assertThat(up.text()).contains("holds no decision, but its topics do", "headrace rebuild database");
    }

    private void goesOn(Terminal terminal, Database database, Path backup) {
        assertThat(database.texts(STATES)).containsAll(states);
        String said = database.eventually(
                "select sentence from headrace_registry.open_incident where incident = 'main/other-system'");
        assertThat(said).contains("headrace reread");
        assertThat(database.request("approve", "asked")).startsWith("yes: ");
        database.createHouses("kept", 0);
        database.execute("copy kept from '%s'".formatted(backup));
        database.execute("select headrace.share('public.kept')");
        Said reread = terminal.run("reread", "main");
        assertThat(reread.exit()).as(reread.out() + reread.err()).isZero();
        String _ = database.deployedAfter("kept", List.of("update kept set price = price + 100"));
        assertThat(
                        database.texts(
                                "select champion_rmse is not null from headrace_registry.version where pipeline = 'kept' and state = 'IN_PRODUCTION'"))
                .containsExactly("t");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(terminal.run("verify", "public.kept").exit()).isZero());
        Said reproduced = terminal.run("reproduce", "kept@2");
        assertThat(reproduced.exit()).as(reproduced.out() + reproduced.err()).isZero();
        assertThat(terminal.run("rebuild", "registry", "--check").exit()).isZero();
    }
}
