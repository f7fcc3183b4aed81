package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Real processes under load are killed, stopped, frozen and cut off, and no promise is broken.
///
/// `-Dheadrace.seed=…` repeats a workload and its faults; what remains of a failure stays in the folder.
class TortureIT {

    private static final long LIMIT_MINUTES = 30;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void noPromiseIsBrokenInThreeMinutesOfFaults() throws Exception {
        JsonNode report = torture("--minutes", "3");

        assertThat(report.get("faults").valueStream().flatMap(JsonNode::valueStream))
                .hasSizeGreaterThan(3);
    }

    /// Where somebody asks for it: twenty processes take two cores for many minutes.
    @Test
    @EnabledIfSystemProperty(named = "headrace.rolling", matches = "true")
    void twoOfEachServiceOverThreeBrokersAreKilledAndRolled() throws Exception {
        JsonNode report = torture("--rolling", "--instances", "2", "--brokers", "3");

        assertThat(report.get("faults").get("SIGTERM").size()).isEqualTo(2 * 4 + 3);
        assertThat(report.get("faults").get("kill -9").size()).isEqualTo(4 + 1);
    }

    private JsonNode torture(String... how) throws Exception {
        long seed = Long.getLong("headrace.seed", System.nanoTime() & 0xFFFF);
        System.out.println("headrace.seed=" + seed);
        String[] arguments = new String[how.length + 6];
        System.arraycopy(how, 0, arguments, 1, how.length);
        arguments[0] = "torture";
        arguments[how.length + 1] = "--seed";
        arguments[how.length + 2] = String.valueOf(seed);
        arguments[how.length + 3] = "--json";
        arguments[how.length + 4] = "--data";
        arguments[how.length + 5] = folder.resolve("data").toString();
        try (CommandProcess torture = CommandProcess.run(folder.resolve("torture.out"), arguments)) {
            assertThat(torture.process().waitFor(LIMIT_MINUTES, TimeUnit.MINUTES))
                    .as(torture::text)
                    .isTrue();
            String text = torture.text();
            assertThat(torture.process().exitValue()).as(text).isZero();
            JsonNode report = JsonMapper.shared()
                    .readTree(text.lines()
                            .filter(line -> line.startsWith("{"))
                            .findFirst()
                            .orElseThrow());
            assertThat(report.get("holds").asBoolean()).as(text).isTrue();
            assertThat(report.get("changes").get("committed").asLong()).isPositive();
            return report;
        }
    }
}
