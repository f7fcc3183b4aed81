package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.system.Terminal.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The command line against a running `up`: what it prints, and how it ends.
final class CommandsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Of a pipeline and its table.
    private static final String WRONG = """
            pipeline: %s
            dataset:
              table: public.%s
              label: prize
              features: [area, {column: garden, type: bool}, district]
            trainer: {kind: forest}
            gates:
              - {metric: rmse, at-most: many}
            colour: red
            """;

    private static Workplace at;

    @BeforeAll
    static void open(@TempDir Path folder) throws SQLException {
        at = Workplace.open(folder);
    }

    @AfterAll
    static void close() throws SQLException {
        at.close();
    }

    private static Stream<String> commands() {
        return Stream.of(("up demo env apply get describe delete events retrain approve reject rollback resume"
                        + " acknowledge status history why rebuild dead-letters verify reproduce dataset")
                .split(" ", -1));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelp(String command) {
        Said help = at.terminal().run(command, "--help");

        assertThat(help.exit()).isZero();
        assertThat(help.out()).startsWith("Usage: headrace " + command).contains("Exit codes: 0 done;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get --nonsense",
                "approve",
                "approve house@0",
                "approve @1",
                "retrain house@1",
                "resume house@1",
                "approve house --timeout 0",
                "apply",
                "status house",
                "history",
                "history house@1",
                "history house --as-of yesterday",
                "why",
                "why house@1",
                "why house --from yesterday",
                "why house --from 2026-02-01T00:00Z --to 2026-01-31T00:00Z",
                "rebuild",
                "rebuild nonsense",
                "rebuild registry house",
                "dead-letters",
                "dead-letters list nobody",
                "dead-letters list --last 0",
                "dead-letters list --since yesterday",
                "dead-letters show nobody",
                "dead-letters replay nobody",
                "dead-letters replay training@x",
                "dead-letters replay training@3 --reason any",
                "dead-letters discard nobody@3",
                "events --from yesterday",
                "events --from 2999-01-31T12:00:00Z",
                "verify --timeout 0",
                "reproduce",
                "reproduce house",
                "reproduce house@1 --all",
                "dataset house",
                "describe house --bom",
                "dataset house --out rows.json",
                "dataset house@1 --at 3 --out rows.csv"
            })
    void whatCannotBeUnderstoodIsBadInput(String line) {
        assertThat(at.terminal().run(line.split(" ", -1)).exit()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env",
                "get",
                "status",
                "events",
                "describe house",
                "delete house",
                "retrain house",
                "history house",
                "why house",
                "rebuild registry",
                "rebuild registry --check",
                "dead-letters list",
                "verify",
                "reproduce house@1",
                "dataset house --out rows.csv"
            })
    void whereNoUpIsRunningEveryCommandSaysSo(String line, @TempDir Path elsewhere) {
        Said said = new Terminal(elsewhere).run(line.split(" ", -1));

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err())
                .startsWith(
                        "no `headrace up` is running on %s: start one with `./headrace up --data %s`, or name servers"
                                .formatted(elsewhere, elsewhere));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "describe nobody",
                "describe nobody@1",
                "get nobody",
                "delete nobody",
                "events nobody",
                "history nobody",
                "history nobody --as-of 2026-01-31T12:00:00Z",
                "why nobody",
                "approve nobody",
                "reject nobody@2",
                "rollback nobody",
                "resume nobody",
                "retrain nobody",
                "dead-letters show nobody@3",
                "acknowledge nobody/any-kind",
                "verify nobody",
                "verify public.nobody",
                "reproduce nobody@1",
                "reproduce nobody --all",
                "dataset nobody --out rows.csv",
                "dataset nobody@1 --out rows.csv"
            })
    void whatIsNotThereIsNamed(String line) {
        Said said = at.terminal().run(line.split(" ", -1));

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out() + said.err()).contains("nobody").hasLineCount(1);
    }

    @Test
    void envTellsScriptsWhatUpTold() {
        Said env = at.terminal().run("env");

        assertThat(env.exit()).isZero();
        assertThat(at.up().text()).contains(env.out().lines().toList());
        assertThat(at.terminal().run("env", "--json").json().propertyNames())
                .containsExactly(
                        "HEADRACE_PG_URL",
                        "HEADRACE_PSQL",
                        "HEADRACE_KAFKA",
                        "HEADRACE_TOPIC_PREFIX",
                        "HEADRACE_REGISTRY",
                        "HEADRACE_REGISTRY_COMPAT",
                        "HEADRACE_UP",
                        "HEADRACE_ROW_HISTORY");
    }

    @Test
    void aTableOfOnesOwnIsSharedAndTrained() throws IOException {
        // As `psql -f your-table.sql` would, where the file names no schema.
        at.database().createHouses("own", 300);
        Path file = at.specification("own", "automatic");

        assertThat(at.terminal().apply(file)).isEqualTo("own: revision 1 is in force");

        at.inProduction("own", 1);
        assertThat(at.terminal().run("get").out()).containsPattern("own +1 +v1 .*IN_PRODUCTION +0");
        assertThat(at.terminal().run("get", "--json").json().valueStream())
                .anyMatch(pipeline -> pipeline.get("pipeline").asString().equals("own"));
        Said version = at.terminal().run("describe", "own@1");
        assertThat(version.exit()).isZero();
        assertThat(version.out()).contains("state", "IN_PRODUCTION", "gate  passed  rmse");
        assertThat(at.terminal().run("describe", "own@7").err())
                .isEqualTo("there is no version 7 of own; `headrace describe own` lists them\n");
    }

    @Test
    void whyTellsWhatMadeEachRunAndWhatTheNextOneWaitsFor() throws IOException {
        at.database().createHouses("asked", 300);
        String rare = "trigger: {changes: 5, share: 50%, schedule: {cron: \"0 0 29 2 *\", zone: Europe/Berlin}}";
        String file = Files.readString(at.specification("asked", "automatic")).replaceFirst("(?m)^trigger:.*$", rare);
        at.terminal().apply(at.file("asked-rarely.yaml", file));
        at.inProduction("asked", 1);
        at.database().execute("update asked set price = price + 1 where id <= 2");

        await().atMost(PATIENCE).until(() -> pending("asked") == 2);
        at.database().eventually("select 1 from headrace_registry.training_held where pipeline = 'asked'");
        List<String> lines = at.terminal().run("why", "asked").out().lines().toList();
        assertThat(lines.getFirst())
                .contains("revision  revision 1 by")
                .contains("with 5 changes or with changes of 50% of the rows or at 0 0 29 2 * in Europe/Berlin");
        assertThat(lines)
                .anyMatch(line -> line.matches(".* run +v1 because of revision, .*; in production"))
                .anyMatch(line -> line.contains("held      waits for 5 changes or changes of 50% of the rows"));
        assertThat(lines.getLast())
                .contains("next      2 changes of 300 rows pending; a run is due with 3 more (changes: 5)")
                .contains("with 148 more (share: 150)")
                .containsPattern("or at 20[0-9]{2}-02-28 23:00:00.000Z \\(schedule\\); as it stands, at");

        at.database().execute("update asked set price = price + 1 where id <= 3");
        at.inProduction("asked", 2);
        assertThat(at.terminal().run("why", "asked").out())
                .contains("v2 because of changes (with 5 changes), 5 changes");
        assertThat(at.terminal()
                        .run("why", "asked", "--to", "2026-01-01T00:00Z")
                        .out())
                .hasLineCount(1);
    }

    private static long pending(String pipeline) {
        return at.terminal()
                .run("why", pipeline, "--json")
                .jsonLines()
                .getLast()
                .get("next")
                .get("pending")
                .asLong();
    }

    @Test
    void whatIsInForceAlreadyStaysInForce() throws IOException {
        at.apply("steady", "automatic");
        at.database().execute("update headrace.pipeline set spec = spec where name = 'steady'");
        Path file = at.file(
                "steady-as-printed.yaml", at.terminal().run("get", "steady").out());

        assertThat(file).content().startsWith("pipeline: steady\ndataset:\n  table: public.steady\n");
        assertThat(at.terminal().apply(file)).isEqualTo("steady: unchanged, revision 1 stays in force");
    }

    @Test
    void aFileIsRefusedForAllItsProblemsEachWithItsLine() throws IOException {
        at.database().createHouses("listed", 1);
        String file =
                at.file("listed.yaml", WRONG.formatted("listed", "listed")).toString();

        Said said = at.terminal().run("apply", "-f", file);

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err().lines().map(line -> line.replaceFirst(" .*", "")))
                .containsExactly(
                        file + ":4:", file + ":5:", file + ":5:", file + ":6:", file + ":8:", file + ":9:", "6");
        assertThat(at.terminal().run("get", "listed").exit()).isEqualTo(1);
    }

    @Test
    void aFileThatCannotBeReadSaysWhy() throws IOException {
        String file = at.file("broken.yaml", "pipeline: broken\ndataset: [a\n").toString();

        assertThat(at.terminal().run("apply", "-f", file).err())
                .startsWith(file + ":3: while parsing a flow sequence that begins on line 2, expected");
        Said missing = at.terminal().run("apply", "-f", file + "x");
        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.err()).isEqualTo(file + "x cannot be read: there is no such file\n");
    }

    @Test
    void aRowIsRefusedForTheSameProblemsAsAFile() throws IOException {
        at.database().createHouses("same", 1);
        at.database().execute("select headrace.share('public.same')");
        Path file = at.file("same.yaml", WRONG.formatted("same", "same"));

        at.database().apply("same", """
                {"dataset": {"table": "public.same", "label": "prize",
                   "features": ["area", {"column": "garden", "type": "bool"}, "district"]},
                 "trainer": {"kind": "forest"}, "gates": [{"metric": "rmse", "at-most": "many"}], "colour": "red"}
                """);

        at.database().eventually("select 1 from headrace_registry.pipeline where pipeline = 'same'");
        JsonNode answer =
                at.terminal().run("apply", "-f", file.toString(), "--json").json();
        assertThat(at.database()
                        .texts("select unnest(refused_for) from headrace_registry.pipeline where pipeline = 'same'"))
                .containsExactlyInAnyOrderElementsOf(answer.get("problems")
                        .valueStream()
                        .map(found -> "%s: %s"
                                .formatted(
                                        found.get("path").asString(),
                                        found.get("sentence").asString()))
                        .toList());
        assertThat(at.terminal().run("delete", "same").out()).isEqualTo("same is deleted\n");
    }

    @Test
    void anIncidentIsListedUntilItsCauseIsGone() {
        at.database().apply("unfit", "{}");
        at.database().eventually("select 1 from headrace_registry.open_incident where subject = 'unfit'");

        assertThat(at.terminal().complaints())
                .anyMatch(complaint ->
                        complaint.startsWith("incident unfit/pipeline-refused (once): dataset: is missing"));
        assertThat(at.terminal().run("status").out()).startsWith("NOT healthy");
        assertThat(at.terminal().ask("acknowledge", "unfit/pipeline-refused"))
                .isEqualTo("yes: unfit/pipeline-refused is acknowledged");
        assertThat(at.terminal().ask("acknowledge", "unfit/pipeline-refused"))
                .isEqualTo("yes: unfit/pipeline-refused was acknowledged before, by headrace");

        assertThat(at.terminal().run("delete", "unfit").exit()).isZero();
        await().atMost(PATIENCE)
                .until(() -> at.terminal().complaints().stream().noneMatch(complaint -> complaint.contains("unfit")));
    }

    @Test
    void eventsTellTheStoryInOrderAndAsItGoesOn() throws Exception {
        try (CommandProcess following = at.begin("events", "told", "--follow")) {
            at.apply("told", "automatic");
            at.inProduction("told", 1);

            assertThat(at.terminal().run("events", "told", "--json").jsonLines())
                    .extracting(event -> event.get("type").asString().replace("io.headrace.", ""))
                    .containsExactly("PipelineAccepted", "ModelTrained", "ChallengerAccepted", "ModelDeployed");
            assertThat(at.terminal().run("events", "--from", "beginning").out())
                    .contains("told: v1 is in production (deployment 1, automatic)");

            await("a followed event").atMost(PATIENCE).until(() -> {
                at.database().execute("update told set price = price + 1 where id = 1");
                return following.text().contains("ModelDeployed");
            });
        }
    }
}
