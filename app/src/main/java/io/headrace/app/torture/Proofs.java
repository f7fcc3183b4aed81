package io.headrace.app.torture;

import io.headrace.app.JavaCommand;
import io.headrace.app.up.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The commands by which anybody can check an installation, each in a process of its own.
final class Proofs {

    private static final int LINES_MAX = 20;
    private static final int SAID_SECONDS = 10;

    private final Path folder;
    private final Findings findings;
    private final Progress progress;

    /// @param folder the installation's
    Proofs(Path folder, Findings findings, Progress progress) {
        this.folder = folder;
        this.findings = findings;
        this.progress = progress;
    }

    void run() throws InterruptedException {
        check(Promise.VERIFIED, "verify", "--timeout", "120");
        check(Promise.REPRODUCED, "reproduce", "--all");
        check(Promise.REBUILT, "rebuild", "registry", "--check");
    }

    private void check(Promise promise, String... arguments) throws InterruptedException {
        progress.says("headrace " + String.join(" ", arguments));
        Path log = folder.resolve("logs").resolve(arguments[0] + ".log");
        List<String> command = JavaCommand.headrace("-Xmx1g", "-XX:+UseSerialGC");
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", folder.toString()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            while (!process.waitFor(SAID_SECONDS, TimeUnit.SECONDS)) {
                progress.says("%s: %s".formatted(arguments[0], last(log, 1)));
            }
            if (process.exitValue() != 0) {
                findings.add(
                        promise,
                        "%s ended with %d:%n%s"
                                .formatted(String.join(" ", arguments), process.exitValue(), last(log, LINES_MAX)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String last(Path log, int count) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }
}
