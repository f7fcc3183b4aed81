package io.headrace.app.bench;

import io.headrace.app.commands.Print;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a bench has found.
///
/// @param name of the bench
/// @param cores that this machine has
/// @param took from the start of the servers on
record BenchReport(String name, int cores, Duration took, List<Reading> readings) {

    BenchReport {
        readings = List.copyOf(readings);
    }

    void print(PrintWriter out) {
        out.println();
        Print.table(out, Reading.titles(), readings.stream().map(Reading::cells).toList());
        out.println();
        out.println("on %d cores, in %.0f s; docs/how-to/measure.md says what each number means"
                .formatted(cores, took.toMillis() / 1e3));
        out.flush();
    }

    /// `held`: whether every aim is.
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("bench", name);
        json.put("cores", cores);
        json.put("seconds", took.toMillis() / 1e3);
        json.put("held", readings.stream().noneMatch(reading -> Boolean.FALSE.equals(reading.held())));
        json.put("readings", readings.stream().map(Reading::json).toList());
        return json;
    }
}
