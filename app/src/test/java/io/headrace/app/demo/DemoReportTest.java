package io.headrace.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.app.demo.DemoReport.Counts;
import io.headrace.app.timing.Percentiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

final class DemoReportTest {

    @TempDir
    private Path folder;

    @Test
    void holdsWhatScriptsLookFor() throws IOException {
        DemoReport report = new DemoReport(12.5);
        report.rows(50_000);
        report.rowsPerSecondOfSnapshot(20_000);
        report.commitToDeployed(new Percentiles(30.5, 60.2, 90.1, 1_000));
        report.rolledBackTo(4);

        assertThat(written(report, new Counts(7, 1, 2, 3), null))
                .isEqualTo(Map.of(
                        "ok", true,
                        "ready_s", 12.5,
                        "rows", 50_000,
                        "versions_deployed", 7,
                        "challengers_rejected", 1,
                        "incidents_opened", 2,
                        "incidents_resolved", 3,
                        "rolled_back_to", 4,
                        "commit_to_deployed_ms", Map.of("p50", 30.5, "p99", 90.1, "n", 1_000),
                        "rows_per_s_snapshot", 20_000));
    }

    @Test
    void aStoryThatStoppedIsNotOk() throws IOException {
        Map<?, ?> json = written(new DemoReport(1), new Counts(0, 0, 0, 0), "no ModelDeployed came within 60 s");

        assertThat(json.get("ok")).isEqualTo(false);
        assertThat(json.get("problem")).isEqualTo("no ModelDeployed came within 60 s");
    }

    private Map<?, ?> written(DemoReport report, Counts counts, @Nullable String problem) throws IOException {
        Path file = folder.resolve("deep/report.json");
        DemoReport.write(file, report.json(counts, problem));
        return JsonMapper.shared().readValue(Files.readString(file), Map.class);
    }
}
