package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.exact.Encoding;
import io.headrace.exact.Feature;
import io.headrace.exact.Ridge.Solution.Fit;
import io.headrace.training.onnx.LinearGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Runs that a worker makes with a program: a shell script that knows the model beforehand, and does what a file
/// beside it says.
final class JobsIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final String TRAINER = """
            cd "$1" || exit 9
            echo '{"progress": 0.5, "message": "half of it"}'
            case "$(cat 'FOLDER/mood')" in
                crash) echo 'out of ideas' >&2; exit 3 ;;
                wait) while [ "$(cat 'FOLDER/mood')" = wait ]; do sleep 0.1; done ;;
            esac
            cp 'FOLDER/model.onnx' model.onnx
            echo '{"trainer": "copier 1", "libraries": {"cp": "9"}, "repeatable": true}' > result.json
            """;

    private static final String PIPELINE = """
            pipeline: copied
            dataset:
              table: public.flat
              label: rent
              features: [area]
            trainer: {kind: external, name: copier, hyperparameters: {depth: 3}, seed: 7, timeout: 1m}
            trigger: {changes: 1, quiet: 100ms}
            gates:
              - {metric: rmse, at-most: 1}
            """;

    @TempDir
    Path folder;

    @Test
    void aProgramTrainsWhateverBecomesOfItsWorker() throws Exception {
        Path script = Files.writeString(folder.resolve("copier.sh"), TRAINER.replace("FOLDER", folder.toString()));
        Files.write(folder.resolve("model.onnx"), twiceTheArea());
        mood("well");
        try (Workplace at = Workplace.open(folder, "--trainer", "copier=/bin/sh " + script)) {
            aModelComesOfIt(at);
            itCrashes(at);
            itIsCancelled(at);
            aRunIsHalfMade(at);
            at.up().kill();
            mood("well");
            at.startAgain();
            anotherWorkerGoesOnWithIt(at);
            nothingIsLeftOfTheOneThatWasKilled(at);
            everythingHolds(at.terminal());
        }
    }

    private void aModelComesOfIt(Workplace at) throws Exception {
        at.database()
                .transaction(List.of(
                        "create table flat (id int primary key, area float8 not null, rent float8 not null)",
                        "insert into flat select n, n, 2 * n from generate_series(1, 200) n"));
        String _ = at.terminal().apply(at.file("copied.yaml", PIPELINE));
        at.inProduction("copied", 1);
        JsonNode version = at.terminal().describe("copied@1");
        assertThat(version.get("trainer").asString()).isEqualTo("copier 1");
        assertThat(version.get("rmse").asDouble()).isLessThan(1e-9);
        JsonNode provenance = version.get("provenance");
        assertThat(provenance.get("seed").asLong()).isEqualTo(7);
        assertThat(provenance.get("hyperparameters").asString()).isEqualTo("{\"depth\":3}");
        assertThat(provenance.get("libraries").get("cp").asString()).isEqualTo("9");
    }

    private void itCrashes(Workplace at) throws Exception {
        mood("crash");
        change(at, 201);
        String sentence = at.database()
                .eventually(
                        "select sentence from headrace_registry.open_incident where incident = 'copied/training-failed'");
        assertThat(sentence).contains("copier", "exit code 3", "out of ideas");
        mood("well");
        change(at, 202);
        at.inProduction("copied", 2);
        assertThat(at.database().texts("select incident from headrace_registry.open_incident"))
                .isEmpty();
    }

    private void itIsCancelled(Workplace at) throws Exception {
        aRunIsHalfMade(at);
        assertThat(at.terminal().ask("cancel", "copied")).startsWith("yes: the run at cut ");
        await().atMost(LIMIT)
                .until(() -> at.terminal().describe("copied").get("jobs").isEmpty());
        await().atMost(LIMIT).until(JobsIT::noScriptRuns);
        assertThat(at.terminal().ask("cancel", "copied")).isEqualTo("no: no run of copied is with a worker");
    }

    /// The program has said so, and the worker has passed it on.
    private void aRunIsHalfMade(Workplace at) throws Exception {
        mood("wait");
        change(at, 203);
        String _ = at.database().eventually("select run from headrace.job where message = 'half of it'");
        JsonNode job = at.terminal().describe("copied").get("jobs").get(0);
        assertThat(job.get("progress").asDouble()).isEqualTo(0.5);
        assertThat(job.get("worker").asString()).isEqualTo("up/1");
    }

    private static void anotherWorkerGoesOnWithIt(Workplace at) {
        at.inProduction("copied", 3);
        assertThat(at.database().texts("select state from headrace_registry.job order by queued_at"))
                .containsExactly("MADE", "FAILED", "MADE", "CANCELLED", "MADE");
        assertThat(at.database()
                        .texts("select attempt from headrace_registry.job where version = 3 and state = 'MADE'"))
                .containsExactly("2");
    }

    private static void nothingIsLeftOfTheOneThatWasKilled(Workplace at) throws IOException {
        try (Stream<Path> files = Files.list(at.terminal().data().resolve("services/worker"))) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("job-"));
        }
    }

    private static void everythingHolds(Terminal terminal) {
        String _ = terminal.holds("verify", "copied");
        String _ = terminal.holds("rebuild", "registry", "--check");
        String _ = terminal.holds("rebuild", "training", "worker", "--check");
        assertThat(terminal.holds("reproduce", "copied", "--all"))
                .contains("rows as announced", "copier is a program of its own");
        assertThat(terminal.run("history", "copied").out()).contains("v3");
    }

    /// rent = 2 · area, which is so.
    private static byte[] twiceTheArea() {
        return LinearGraph.of(
                new Encoding(List.of(Feature.numeric("area")), "rent", null), new Fit(0, List.of(2.0), List.of()));
    }

    private void mood(String mood) throws IOException {
        Files.writeString(folder.resolve("mood"), mood);
    }

    private static boolean noScriptRuns() {
        return ProcessHandle.allProcesses()
                .noneMatch(process -> process.info().commandLine().orElse("").contains("copier.sh"));
    }

    private static void change(Workplace at, int id) {
        at.database()
                .execute(
                        "insert into flat values (?, ?, ?) on conflict (id) do update set area = flat.area + 1, rent = flat.rent + 2",
                        id,
                        (double) id,
                        2.0 * id);
    }
}
