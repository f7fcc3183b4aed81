package io.headrace.worker.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.worker.external.TrainerOutcome.Cancelled;
import io.headrace.worker.external.TrainerOutcome.Failed;
import io.headrace.worker.external.TrainerOutcome.Made;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// However a run ends, none of its processes stays.
final class EndOfATrainerTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Limits IMPATIENT = new Limits(10_000, 100, Duration.ofMillis(200));

    /// A process, its child, and one whose parent has ended, none of which wants to end.
    private static final String STUBBORN = """
            trap '' TERM
            (trap '' TERM; (trap '' TERM; exec sleep 1000) &) &
            sh -c 'trap "" TERM; sleep 1000; :' &
            printf x > started
            while :; do sleep 1000; done
            """;

    @TempDir
    Path folder;

    @Test
    void oneThatHangsIsEndedWithAllItsChildren() throws IOException {
        Assignment assignment = Scripts.assignment(folder, "echo waiting\n" + STUBBORN, Duration.ofSeconds(2), null);

        assertThat(run(assignment))
                .isEqualTo(
                        new Failed("trainer forest was not done within 2 s and was ended; it printed last: waiting"));
        assertThat(left()).isEmpty();
    }

    @Test
    void oneThatIsCancelledIsEndedWithAllItsChildren() throws IOException {
        Assignment assignment = Scripts.assignment(folder, STUBBORN);

        assertThat(new ExternalTrainer(IMPATIENT)
                        .run(assignment, _ -> {}, () -> Files.exists(folder.resolve("started"))))
                .isEqualTo(new Cancelled());
        assertThat(left()).isEmpty();
    }

    @Test
    void oneThatWantsToTidyUpIsGivenTheTime() throws IOException {
        Assignment assignment = Scripts.assignment(folder, """
                trap 'printf bye > tidied; exit 0' TERM
                printf x > started
                while :; do sleep 0.1; done
                """);

        assertThat(new ExternalTrainer().run(assignment, _ -> {}, () -> Files.exists(folder.resolve("started"))))
                .isEqualTo(new Cancelled());
        assertThat(folder.resolve("tidied")).hasContent("bye");
    }

    @Test
    void whatOneLeavesRunningIsEnded() throws IOException {
        Assignment assignment = Scripts.assignment(folder, "(setsid sleep 1000 &)\nprintf x > model.onnx");

        assertThat(run(assignment)).isInstanceOf(Made.class);
        assertThat(left()).isEmpty();
    }

    @Test
    void anInterruptCancels() throws IOException {
        Assignment assignment = Scripts.assignment(folder, STUBBORN);
        AtomicReference<TrainerOutcome> outcome = new AtomicReference<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread run = Thread.ofPlatform().start(() -> {
            outcome.set(run(assignment));
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        await().atMost(SOON).until(() -> Files.exists(folder.resolve("started")));
        run.interrupt();

        await().atMost(SOON).until(interrupted::isDone);
        assertThat(interrupted).isCompletedWithValue(true);
        assertThat(outcome).hasValue(new Cancelled());
        assertThat(left()).isEmpty();
    }

    @Test
    void itEndsWithTheWorker() throws Exception {
        Process worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Worker.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
        await().atMost(SOON).until(() -> Files.exists(folder.resolve("started")));
        assertThat(left()).isNotEmpty();
        worker.destroy();

        await().atMost(SOON).until(() -> !worker.isAlive());
        await().atMost(SOON).until(() -> left().isEmpty());
    }

    /// A JVM that runs a trainer without end.
    static final class Worker {

        private Worker() {}

        public static void main(String[] folder) throws IOException {
            new ExternalTrainer().run(Scripts.assignment(Path.of(folder[0]), STUBBORN), _ -> {}, () -> false);
        }
    }

    private static TrainerOutcome run(Assignment assignment) {
        return new ExternalTrainer(IMPATIENT).run(assignment, _ -> {}, () -> false);
    }

    /// The processes whose environment names this folder.
    private List<String> left() {
        String mark = "HEADRACE_REQUEST=" + folder.resolve("request.json");
        return ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .filter(process -> environment(process).contains(mark))
                .map(process ->
                        process.pid() + " " + process.info().commandLine().orElse(""))
                .toList();
    }

    private static String environment(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "environ"));
        } catch (IOException _) {
            return "";
        }
    }
}
