package io.headrace.worker.external;

import io.headrace.worker.external.Launch.Started;
import io.headrace.worker.external.TrainerOutcome.Cancelled;
import io.headrace.worker.external.TrainerOutcome.Failed;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Has a program make a model. It gets a folder with rows and `request.json`, whose path is its last
/// argument, and leaves `model.onnx` there; what it prints as lines of JSON is progress.
///
/// All that it started has ended when [#run] returns, however it does, and when this JVM is asked to end; a
/// JVM that is killed cannot see to that. Thread-safe.
public final class ExternalTrainer {

    private static final Duration TICK = Duration.ofMillis(50);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Limits limits;

    public ExternalTrainer() {
        this(Limits.USUAL);
    }

    ExternalTrainer(Limits limits) {
        this.limits = limits;
    }

    /// Runs the program, and waits for it. An interrupt cancels it and stays set.
    ///
    /// @param progress gets the newest that the program told, on this thread and not each of many
    /// @param cancelled asked about twenty times a second
    public TrainerOutcome run(Assignment assignment, Consumer<Progress> progress, BooleanSupplier cancelled) {
        try {
            Files.write(
                    assignment.folder().resolve(TrainerRequest.FILE),
                    assignment.request().toJson());
        } catch (IOException e) {
            return failed(assignment, "was not started: its request cannot be written: " + e);
        }
        return switch (new Launch(assignment.program(), assignment.folder()).start()) {
            case Started.NotFound(String sentence) -> failed(assignment, "was not started: " + sentence);
            case Started.Running(ProcessTree tree) -> {
                try (tree) {
                    Running running = new Running(tree, new ProgramOutput(tree.root()));
                    yield supervised(assignment, running, progress, cancelled);
                }
            }
        };
    }

    private record Running(ProcessTree tree, ProgramOutput output) {}

    private TrainerOutcome supervised(
            Assignment assignment, Running running, Consumer<Progress> progress, BooleanSupplier cancelled) {
        try {
            Optional<TrainerOutcome> stopped = watch(assignment, running, progress, cancelled);
            if (stopped.isPresent()) {
                running.tree().end(limits.grace());
                return stopped.get();
            }
            return ended(assignment, running, progress);
        } catch (InterruptedException _) {
            running.tree().endByForce();
            Thread.currentThread().interrupt();
            return new Cancelled();
        }
    }

    /// Empty: it ended by itself.
    private Optional<TrainerOutcome> watch(
            Assignment assignment, Running running, Consumer<Progress> progress, BooleanSupplier cancelled)
            throws InterruptedException {
        long start = System.nanoTime();
        while (!running.tree().root().waitFor(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
            running.output().newProgress().ifPresent(progress);
            if (cancelled.getAsBoolean()) {
                return Optional.of(new Cancelled());
            }
            if (System.nanoTime() - start >= assignment.timeLimit().toNanos()) {
                return Optional.of(failed(
                        assignment,
                        "was not done within %s and was ended%s"
                                .formatted(
                                        Saying.of(assignment.timeLimit()),
                                        Saying.last(running.output().lastLines()))));
            }
            if (running.output().bytes() > limits.outputBytesMax()) {
                return Optional.of(tooMuch(assignment, running));
            }
        }
        return Optional.empty();
    }

    private TrainerOutcome ended(Assignment assignment, Running running, Consumer<Progress> progress)
            throws InterruptedException {
        running.tree().endByForce();
        running.output().awaitEnd(LAST_WORDS);
        running.output().newProgress().ifPresent(progress);
        if (running.output().bytes() > limits.outputBytesMax()) {
            return tooMuch(assignment, running);
        }
        int exitCode = running.tree().root().exitValue();
        String lastLines = running.output().lastLines();
        return exitCode == 0
                ? new LeftBehind(assignment.program(), assignment.folder(), limits).read(lastLines)
                : failed(assignment, Saying.end(exitCode) + Saying.last(lastLines));
    }

    private TrainerOutcome tooMuch(Assignment assignment, Running running) {
        return failed(
                assignment,
                "printed more than %,d bytes and was ended%s"
                        .formatted(
                                limits.outputBytesMax(),
                                Saying.last(running.output().lastLines())));
    }

    private static Failed failed(Assignment assignment, String what) {
        return new Failed("trainer %s %s".formatted(assignment.program().name(), what));
    }
}
