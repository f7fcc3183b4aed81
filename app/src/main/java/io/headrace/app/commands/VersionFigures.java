package io.headrace.app.commands;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a version is worth, in words: figures of a number where its label is one, else those of a class.
///
/// @param row with the columns rmse, r2, mean_error, figures and, of a version, slices
record VersionFigures(Row row) {

    private static final Map<String, String> COLUMNS = columns();

    /// Whether the label is a class.
    boolean isOfClasses() {
        return row.value("rmse") instanceof Double rmse && rmse.isNaN();
    }

    /// All that there are, by their words.
    Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        if (!isOfClasses()) {
            COLUMNS.forEach((word, column) -> {
                Object figure = row.value(column);
                if (figure != null) {
                    all.put(word, figure);
                }
            });
        }
        all.putAll(others());
        return all;
    }

    /// `rmse 5780.0, r2 0.9879`; empty: there are none.
    String text() {
        return text(all());
    }

    /// The one that stands for it where there is room for one: `rmse 5780.0`, `log-loss 0.4120`.
    String brief() {
        Map<String, Object> all = all();
        String word = isOfClasses() ? "log-loss" : "rmse";
        return all.containsKey(word) ? text(Map.of(word, all.get(word))) : "";
    }

    /// One by its word; empty: there is none.
    String cell(String word) {
        Object figure = all().get(word);
        return figure == null ? "" : shown(figure);
    }

    /// `slice  district north  192 rows, accuracy 0.9100`
    List<String> slices() {
        List<String> lines = new ArrayList<>();
        for (Object slice : row.list("slices")) {
            if (slice instanceof Map<?, ?> facts) {
                Object value = facts.get("value");
                lines.add("slice  %s %s  %s rows, %s"
                        .formatted(
                                facts.get("column"),
                                value == null ? "(other)" : value,
                                facts.get("testRows"),
                                text(sorted(facts.get("figures")))));
            }
        }
        return lines;
    }

    private Map<String, Object> others() {
        return sorted(row.value("figures"));
    }

    private static Map<String, Object> sorted(@Nullable Object figures) {
        Map<String, Object> sorted = new TreeMap<>();
        if (figures instanceof Map<?, ?> map) {
            map.forEach((word, figure) -> sorted.put(String.valueOf(word), figure));
        }
        return sorted;
    }

    private static String text(Map<String, Object> figures) {
        return figures.entrySet().stream()
                .map(figure -> "%s %s".formatted(figure.getKey().replace('-', ' '), shown(figure.getValue())))
                .collect(Collectors.joining(", "));
    }

    /// JSON may write a figure as a whole number.
    private static String shown(Object figure) {
        return Print.shown(figure instanceof Number number ? Double.valueOf(number.doubleValue()) : figure);
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("rmse", "rmse");
        columns.put("r2", "r2");
        columns.put("mean-error", "mean_error");
        return columns;
    }
}
