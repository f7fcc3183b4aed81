package io.headrace.app.demo;

import io.headrace.app.timing.Percentiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What the demo has shown so far.
final class DemoReport {

    private final List<List<String>> shown = new ArrayList<>();
    private final double readyS;
    private Percentiles latencies = Percentiles.of(List.of());
    private long rows;
    private long rowsPerSecond;
    private @Nullable Long rolledBackTo;

    DemoReport(double readyS) {
        this.readyS = readyS;
    }

    void rows(long rows) {
        this.rows = rows;
    }

    void rowsPerSecondOfSnapshot(long rowsPerSecond) {
        this.rowsPerSecond = rowsPerSecond;
    }

    void commitToDeployed(Percentiles latencies) {
        this.latencies = latencies;
    }

    void rolledBackTo(long version) {
        this.rolledBackTo = version;
    }

    /// A line of the table at the end.
    void shown(String what, String outcome) {
        shown.add(List.of(what, outcome));
    }

    List<List<String>> shown() {
        return List.copyOf(shown);
    }

    /// How often each thing was decided, counted in the event topics.
    record Counts(long deployed, long rejected, long opened, long resolved) {}

    /// The report for programs.
    ///
    /// @param problem why the story stopped; null: all of it held
    Map<String, @Nullable Object> json(Counts counts, @Nullable String problem) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("ok", problem == null);
        if (problem != null) {
            json.put("problem", problem);
        }
        json.put("ready_s", readyS);
        json.put("rows", rows);
        json.put("versions_deployed", counts.deployed());
        json.put("challengers_rejected", counts.rejected());
        json.put("incidents_opened", counts.opened());
        json.put("incidents_resolved", counts.resolved());
        json.put("rolled_back_to", rolledBackTo);
        Map<String, @Nullable Object> ms = new LinkedHashMap<>();
        ms.put("p50", latencies.n() == 0 ? null : latencies.p50Ms());
        ms.put("p99", latencies.n() == 0 ? null : latencies.p99Ms());
        ms.put("n", latencies.n());
        json.put("commit_to_deployed_ms", ms);
        json.put("rows_per_s_snapshot", rowsPerSecond);
        return json;
    }

    /// Writes a report to a file.
    static void write(Path file, Map<String, @Nullable Object> json) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        String text = JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(json);
        Files.writeString(file, text + "\n");
    }
}
