package io.headrace.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PrintTest {

    private final StringWriter written = new StringWriter();
    private final PrintWriter out = new PrintWriter(written);

    @Test
    void alignsColumnsAndNumbers() {
        Print.table(out, List.of("NAME", "ROWS"), List.of(List.of("house-price", "7"), List.of("flat", "50000")));

        assertThat(written.toString()).isEqualToNormalizingNewlines("""
                NAME          ROWS
                house-price       7
                flat          50000
                """);
    }

    @Test
    void writesJsonThatEveryParserReads() {
        Print.json(out, Map.of("r2", Double.NaN));
        Print.json(out, List.of(new Row(Map.of("at", Instant.parse("2026-01-01T00:00:00Z")))));

        assertThat(written.toString()).isEqualToNormalizingNewlines("""
                {"r2":"NaN"}
                [{"at":"2026-01-01T00:00:00Z"}]
                """);
    }
}
