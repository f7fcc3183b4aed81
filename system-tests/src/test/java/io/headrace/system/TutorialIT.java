package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.app.Environment;
import io.headrace.app.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tutorial, typed as it stands there: every command, in a shell, and every statement, in order.
final class TutorialIT {

    private static final Path PAGE = Path.of("../docs/tutorial/first-model.md");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// Typed once. Whoever only looks may look again, since decisions take their time.
    private static final Pattern CHANGES = Pattern.compile("\\./headrace (apply|rollback|resume|up)|kill ");

    private final List<Process> background = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void whatThePageSaysIsWhatItsReaderSees() throws Exception {
        Path command = Files.writeString(folder.resolve("headrace"), "#!/bin/sh\nexec %s \"$@\"\n".formatted(words()));
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<Step> steps = Step.of(PAGE);
        assertThat(steps).extracting(Step::kind).contains(Step.SQL, Step.SHELL, Step.BACKGROUND);

        for (Step step : steps) {
            System.out.println("---- " + step.text());
            switch (step.kind()) {
                case Step.SQL -> write(step);
                case Step.BACKGROUND -> begin(step);
                default -> type(step);
            }
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : background) {
            process.destroy();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    private void write(Step step) throws SQLException {
        try (Database database = Database.open(Environment.running(folder.resolve("data")))) {
            database.execute(step.text());
        }
    }

    private void begin(Step step) throws IOException {
        Path output = folder.resolve(background.size() + ".out");
        Process process = shell(step, output).start();
        background.add(process);
        await().atMost(PATIENCE)
                .until(() -> !process.isAlive() || lacks(step, output).isEmpty());
        assertThat(lacks(step, output)).as(Files.readString(output)).isEmpty();
    }

    private void type(Step step) throws Exception {
        Path output = folder.resolve("typed.out");
        long end = System.nanoTime() + PATIENCE.toNanos();
        int exit;
        do {
            Process process = shell(step, output).start();
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            exit = process.exitValue();
        } while (!(exit == 0 && lacks(step, output).isEmpty())
                && System.nanoTime() < end
                && !CHANGES.matcher(step.text()).find());
        String said = Files.readString(output);
        System.out.println(said);
        assertThat(step.missingIn(said)).as(said).isEmpty();
        assertThat(exit).as(said).isZero();
    }

    private static List<String> lacks(Step step, Path output) throws IOException {
        return step.missingIn(Files.readString(output));
    }

    private ProcessBuilder shell(Step step, Path output) {
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", step.text())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        shell.environment().keySet().removeIf(name -> name.startsWith("HEADRACE_"));
        return shell;
    }

    private static String words() {
        return JavaCommand.headrace("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1").stream()
                .map("'%s'"::formatted)
                .collect(Collectors.joining(" "));
    }
}
