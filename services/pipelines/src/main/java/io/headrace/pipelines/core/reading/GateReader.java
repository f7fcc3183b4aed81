package io.headrace.pipelines.core.reading;

import io.headrace.pipelines.core.PipelineSpec.FeatureType;
import io.headrace.pipelines.core.PipelineSpec.Gate;
import io.headrace.pipelines.core.PipelineSpec.GateRule;
import io.headrace.pipelines.core.PipelineSpec.Label;
import io.headrace.pipelines.core.PipelineSpec.Trainer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads `gates`: what a pipeline's models must hold.
final class GateReader {

    private static final String GATES = "gates";
    private static final String METRIC = "metric";
    private static final String AT_MOST = "at-most";
    private static final String AT_LEAST = "at-least";
    private static final String WORSE = "worse-than-champion-at-most";
    private static final List<String> RULES = List.of(AT_MOST, AT_LEAST, WORSE);

    private static final String MEAN_ERROR = "mean-error";
    private static final SortedSet<String> OF_SUMS = sorted("rmse", "r2", MEAN_ERROR);
    private static final SortedSet<String> OF_NUMBERS = sorted("rmse", "r2", MEAN_ERROR, "mae");
    private static final SortedSet<String> OF_CLASSES = sorted(
            "accuracy",
            "balanced-accuracy",
            "precision",
            "recall",
            "f1",
            "log-loss",
            "roc-auc",
            "pr-auc",
            "brier",
            "calibration-error");

    private final Problems problems;
    private final @Nullable Label label;
    private final SortedSet<String> metrics;

    /// @param label null: it could not be read
    /// @param trainer null: it could not be read
    GateReader(Problems problems, @Nullable Label label, @Nullable Trainer trainer) {
        this.problems = problems;
        this.label = label;
        this.metrics = metrics(label, trainer);
    }

    /// The words of the figures that there may be of a model.
    ///
    /// @param label null: it may be of any type
    /// @param trainer null: it may be any
    static SortedSet<String> metrics(@Nullable Label label, @Nullable Trainer trainer) {
        if (label == null) {
            SortedSet<String> all = new TreeSet<>(OF_NUMBERS);
            all.addAll(OF_CLASSES);
            return all;
        }
        if (label.type() != FeatureType.NUMERIC) {
            return OF_CLASSES;
        }
        return trainer instanceof Trainer.Ridge ? OF_SUMS : OF_NUMBERS;
    }

    List<Gate> read(Fields spec) {
        List<?> items = spec.list(GATES);
        List<Gate> gates = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Fields fields = Fields.of(
                    "%s[%d]".formatted(spec.at(GATES), i),
                    items.get(i),
                    List.of(METRIC, AT_MOST, AT_LEAST, WORSE),
                    problems);
            Gate gate = fields == null ? null : gate(fields);
            if (gate != null) {
                gates.add(gate);
            }
        }
        return gates;
    }

    private @Nullable Gate gate(Fields fields) {
        String metric = fields.required(METRIC) ? metric(fields) : null;
        List<String> given = RULES.stream().filter(fields::has).toList();
        if (given.size() != 1) {
            problems.add(
                    fields.at(METRIC),
                    "exactly one of %s is expected beside it, there are %d"
                            .formatted(String.join(", ", RULES), given.size()));
        }
        Double atMost = fields.number(AT_MOST);
        Double atLeast = fields.number(AT_LEAST);
        Double worse = fields.share(WORSE);
        if (metric == null || given.size() != 1) {
            return null;
        }
        if (fields.has(WORSE) && metric.equals(MEAN_ERROR)) {
            problems.add(fields.at(WORSE), "mean-error has a sign, so no share of it is worse; compare rmse or r2");
        }
        if (atMost != null) {
            return new Gate(metric, GateRule.AT_MOST, atMost);
        }
        if (atLeast != null) {
            return new Gate(metric, GateRule.AT_LEAST, atLeast);
        }
        return worse == null ? null : new Gate(metric, GateRule.WORSE_THAN_CHAMPION_AT_MOST, worse);
    }

    /// Null where there is no such figure of these models, which is then noted.
    private @Nullable String metric(Fields fields) {
        boolean isOfOthers = fields.raw(METRIC) instanceof String text
                && !metrics.contains(text)
                && (OF_NUMBERS.contains(text) || OF_CLASSES.contains(text));
        if (!isOfOthers) {
            return fields.oneOf(
                    METRIC, metrics.stream().collect(Collectors.toMap(Function.identity(), Function.identity())));
        }
        String word = String.valueOf(fields.raw(METRIC));
        String whose = metrics.equals(OF_SUMS) && OF_NUMBERS.contains(word)
                ? "a ridge, which is measured by sums alone"
                : "\"%s\", which is %s".formatted(label == null ? "" : label.column(), type(label));
        problems.add(
                fields.at(METRIC),
                "%s is no figure of %s; there are %s".formatted(word, whose, String.join(", ", metrics)));
        return null;
    }

    private static String type(@Nullable Label label) {
        return Scalars.lowerCase(label == null ? FeatureType.NUMERIC : label.type());
    }

    private static SortedSet<String> sorted(String... words) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(List.of(words)));
    }
}
