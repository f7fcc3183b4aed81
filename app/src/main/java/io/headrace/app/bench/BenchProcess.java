package io.headrace.app.bench;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.app.JavaCommand;
import io.headrace.app.up.ServiceStarts;
import io.headrace.embedded.GuardedProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// A `headrace` command in a process of its own, with the heap that `./headrace` gives it.
final class BenchProcess implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration STOP_MAX = Duration.ofSeconds(60);

    private final String command;
    private final String ready;
    private final GuardedProgram program;
    private long peakKilobytes;

    /// @param ready what it says when it is
    private BenchProcess(String command, String ready, GuardedProgram program) {
        this.command = command;
        this.ready = ready;
        this.program = program;
    }

    static BenchProcess up(Path data) {
        return onFolder(data, "ready after", List.of("-Xmx2g"), "up");
    }

    static BenchProcess rebuild(Path data) {
        return onFolder(data, "dataset is made again", List.of("-Xmx1g", "-XX:+UseSerialGC"), "rebuild", "dataset");
    }

    /// Every service in one process, beside servers that run by themselves.
    static BenchProcess services(Environment environment) {
        List<String> line = new ArrayList<>(JavaCommand.headrace("-Xmx2g"));
        line.add("run");
        line.addAll(ServiceStarts.NAMES);
        String ready = ServiceStarts.NAMES.getLast() + " is running";
        return new BenchProcess(
                "run", ready, GuardedProgram.start(environment.data(), "run", line, environment.variables()));
    }

    private static BenchProcess onFolder(Path data, String ready, List<String> options, String... arguments) {
        List<String> line = new ArrayList<>(JavaCommand.headrace(options.toArray(String[]::new)));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--data", data.toString()));
        String command = String.join(" ", arguments);
        return new BenchProcess(command, ready, GuardedProgram.start(data, arguments[0], line, Map.of()));
    }

    /// Waits until it is ready, or done.
    void awaitReady(Duration patience) {
        awaitText(ready, patience);
    }

    /// Waits until it has said something.
    void awaitText(String text, Duration patience) {
        await("says \"%s\"".formatted(text), () -> program.text().contains(text), patience);
    }

    /// Waits for a condition; a [CommandFailure] where it does not come, or the process ends before.
    void await(String what, BooleanSupplier condition, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            boolean isOver = System.nanoTime() > end || Thread.currentThread().isInterrupted();
            if (isOver || (!program.isAlive() && !condition.getAsBoolean())) {
                throw CommandFailure.failed("`headrace %s` never came to where it %s; %s tells more"
                        .formatted(command, what, program.log()));
            }
            look();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /// The most memory that it has had resident while somebody waited for it, in megabytes.
    double peakMegabytes() {
        return peakKilobytes / 1024.0;
    }

    private void look() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/%d/status".formatted(program.pid())))) {
            lines.filter(line -> line.startsWith("VmHWM:"))
                    .forEach(line -> peakKilobytes = Long.parseLong(line.replaceAll("\\D", "")));
        } catch (IOException | UncheckedIOException e) {
            // It has just ended: what was seen last counts.
        }
    }

    void kill() {
        program.kill();
    }

    @Override
    public void close() {
        if (!program.stop(STOP_MAX)) {
            program.kill();
        }
    }
}
