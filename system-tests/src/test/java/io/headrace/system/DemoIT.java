package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// What a new user runs first.
final class DemoIT {

    private static final long MINUTES_MAX = 8;

    @TempDir
    Path folder;

    @Test
    void theDemoHoldsFromAnEmptyFolder() throws Exception {
        Path report = folder.resolve("report.json");
        String[] demo = {"demo", "--exit", "--data", folder.resolve("data").toString(), "--report", report.toString()};
        try (CommandProcess told = CommandProcess.run(folder.resolve("demo.out"), demo)) {
            assertThat(told.process().waitFor(MINUTES_MAX, TimeUnit.MINUTES))
                    .as(told.text())
                    .isTrue();
            System.out.println(told.text());
            assertThat(told.process().exitValue())
                    .as(() -> told.text() + complaints())
                    .isZero();
        }
        Map<?, ?> shown = JsonMapper.shared().readValue(Files.readString(report), Map.class);
        System.out.println(shown);
        assertThat(shown.get("ok")).isEqualTo(true);
        assertThat(shown.get("rows")).isEqualTo(50_000);
        assertThat((Integer) shown.get("challengers_rejected")).isPositive();
        assertThat(shown.get("incidents_resolved")).isEqualTo(shown.get("incidents_opened"));
        assertThat(shown.get("commit_to_deployed_ms"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("n", 1_000);
    }

    /// What the services warned of, since the story tells only that it stopped.
    private String complaints() {
        try (Stream<String> lines =
                Files.lines(folder.resolve("data").resolve("logs").resolve("headrace.log"))) {
            return lines.filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                    .collect(Collectors.joining(System.lineSeparator()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
