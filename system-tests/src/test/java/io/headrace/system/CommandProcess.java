package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.app.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The `headrace` command in a JVM of its own, which can be killed.
record CommandProcess(Process process, Path output) implements AutoCloseable {

    static final List<String> SERVICES = List.of(
            "capture",
            "pipelines",
            "dataset",
            "training",
            "worker",
            "validation",
            "deployment",
            "incidents",
            "registry",
            "lineage");

    private static final Duration READY_MAX = Duration.ofMinutes(2);
    private static final Duration SERVICES_MAX = Duration.ofMinutes(3);

    /// Starts `up` and waits until it says that it is ready.
    static CommandProcess up(Path data, String... options) {
        return up(List.of(), data, options);
    }

    /// The same.
    ///
    /// @param prefix a command that runs another one, whose line follows it
    static CommandProcess up(List<String> prefix, Path data, String... options) {
        String[] command = Stream.concat(Stream.of("up", "--data", data.toString()), Stream.of(options))
                .toArray(String[]::new);
        CommandProcess up = run(prefix, data.resolveSibling("up.out"), command);
        await().atMost(READY_MAX).until(() -> !up.process.isAlive() || up.text().contains("ready after"));
        assertThat(up.process.isAlive()).as(up.text()).isTrue();
        return up;
    }

    /// Starts every service for the installation that a file names, and waits until all work.
    static CommandProcess services(Path output, Path config) {
        CommandProcess services = run(
                output,
                Stream.concat(Stream.of("run", "--config", config.toString()), SERVICES.stream())
                        .toArray(String[]::new));
        await().atMost(SERVICES_MAX)
                .until(() -> !services.process.isAlive() || services.text().contains("registry is running"));
        assertThat(services.process.isAlive()).as(services.text()).isTrue();
        return services;
    }

    /// Starts any command.
    ///
    /// @param output the file that gets what it prints
    static CommandProcess run(Path output, String... arguments) {
        return run(List.of(), output, arguments);
    }

    private static CommandProcess run(List<String> prefix, Path output, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(JavaCommand.headrace("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new CommandProcess(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What it has printed by now.
    String text() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As `kill -9` does.
    void kill() throws InterruptedException {
        assertThat(process.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
