package io.headrace.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DescribedVersionTest {

    @Test
    void aVersionThatTellsClassesHasNoFigureOfANumber() {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("version", 3L);
        columns.put("rmse", Double.NaN);
        columns.put("mean_error", Double.NaN);
        columns.put("gates", List.of(Map.of("passed", false, "sentence", "f1 0.5 is below 0.6")));
        columns.put("figures", Map.of("f1", 0.5));
        columns.put(
                "slices",
                List.of(Map.of("column", "garden", "value", "true", "testRows", 9, "figures", Map.of("f1", 1))));

        assertThat(text(columns)).isEqualTo("""
                version  3
                figures  f1 0.5000
                slice  garden true  9 rows, f1 1.0000
                gate  FAILED  f1 0.5 is below 0.6
                """);
    }

    @Test
    void aVersionThatTellsANumberHasAllOfIts() {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("rmse", 2.5);
        columns.put("figures", Map.of("mae", 2));

        assertThat(text(columns)).isEqualTo("""
                rmse     2.5000
                figures  rmse 2.5000, mae 2.0000
                """);
    }

    @Test
    void whatWasTriedIsListedByWhatDiffers() {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("version", 3L);
        columns.put("figures", Map.of());
        columns.put(
                "provenance",
                Map.of(
                        "hyperparameters",
                        "{\"depth\":6,\"eta\":0.1}",
                        "seed",
                        7,
                        "search",
                        Map.of(
                                "metric",
                                "rmse",
                                "validationRows",
                                600,
                                "trials",
                                List.of(
                                        Map.of("hyperparameters", "{\"depth\":4,\"eta\":0.1}", "figure", 12.5),
                                        Map.of("hyperparameters", "{\"depth\":6,\"eta\":0.1}", "figure", 11),
                                        Map.of(
                                                "hyperparameters",
                                                "{\"depth\":16,\"eta\":0.1}",
                                                "failure",
                                                "was not done within 60 s")))));

        assertThat(text(columns))
                .contains("provenance  hyperparameters {\"depth\":6,\"eta\":0.1}, seed 7\n")
                .doesNotContain("validationRows")
                .endsWith("""
                        search  3 trials by rmse on 600 validation rows
                        trial  depth 4  rmse 12.5000
                        trial  depth 6  rmse 11.0000  taken
                        trial  depth 16  was not done within 60 s
                        """);
    }

    private static String text(Map<String, @Nullable Object> columns) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        new DescribedVersion(new Row(columns)).print(out);
        out.flush();
        return text.toString();
    }
}
