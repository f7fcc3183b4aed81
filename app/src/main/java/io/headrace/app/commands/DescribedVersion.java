package io.headrace.app.commands;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All that is known of a version, for people.
///
/// @param row of `headrace_registry.version`
record DescribedVersion(Row row) {

    /// Columns that are printed apart.
    private static final Set<String> APART = Set.of("gates", "figures", "slices", "provenance");

    /// Columns of numbers alone.
    private static final List<String> OF_NUMBERS = List.of("rmse", "r2", "mean_error", "champion_rmse");

    void print(PrintWriter out) {
        VersionFigures figures = new VersionFigures(row);
        Map<String, String> pairs = new LinkedHashMap<>();
        row.columns().keySet().stream()
                .filter(column -> !APART.contains(column))
                .filter(column -> !figures.isOfClasses() || !OF_NUMBERS.contains(column))
                .forEach(column -> pairs.put(column.replace('_', ' '), row.text(column)));
        TrainerFacts trainer = new TrainerFacts(row);
        if (row.has("provenance")) {
            pairs.put("provenance", trainer.provenance());
        }
        pairs.put("figures", figures.text());
        Print.pairs(out, pairs);
        trainer.trials().forEach(out::println);
        figures.slices().forEach(out::println);
        for (Object gate : row.list("gates")) {
            if (gate instanceof Map<?, ?> facts) {
                out.println("gate  %s  %s"
                        .formatted(
                                Boolean.TRUE.equals(facts.get("passed")) ? "passed" : "FAILED", facts.get("sentence")));
            }
        }
    }
}
