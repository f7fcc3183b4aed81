package io.headrace.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class VersionFiguresTest {

    @Test
    void slicesAreToldOneALine() {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("rmse", Double.NaN);
        columns.put(
                "slices",
                List.of(
                        Map.of("column", "garden", "value", "true", "testRows", 9, "figures", Map.of("f1", 0.25)),
                        Map.of("column", "garden", "testRows", 1, "figures", Map.of("log-loss", 2, "f1", 0.75))));

        assertThat(new VersionFigures(new Row(columns)).slices())
                .containsExactly(
                        "slice  garden true  9 rows, f1 0.2500",
                        "slice  garden (other)  1 rows, f1 0.7500, log loss 2.0000");
    }

    @Test
    void aVersionThatIsNotThereHasNone() {
        VersionFigures nothing = new VersionFigures(new Row(Map.of()));
        assertThat(nothing.text()).isEmpty();
        assertThat(nothing.brief()).isEmpty();
        assertThat(nothing.cell("roc-auc")).isEmpty();
        assertThat(nothing.slices()).isEmpty();
        assertThat(nothing.isOfClasses()).isFalse();
    }
}
