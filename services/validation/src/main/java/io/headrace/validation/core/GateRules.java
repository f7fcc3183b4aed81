package io.headrace.validation.core;

import java.util.Optional;

/// How a gate opens: pure comparisons, and the sentence that explains them.
///
/// A figure that is not finite never passes.
final class GateRules {

    private GateRules() {}

    static GateResult apply(Gate gate, Figures challenger, Champion champion) {
        Optional<Metric> metric = Metric.named(gate.metric());
        if (metric.isEmpty()) {
            String sentence = "'%s' is not a metric: use one of %s".formatted(gate.metric(), Metric.words());
            return new GateResult(gate, Double.NaN, null, false, sentence);
        }
        double figure = metric.get().of(challenger);
        if (!Double.isFinite(figure)) {
            String sentence = "%s is %s on %d test rows, not a finite number"
                    .formatted(gate.metric(), figure, challenger.testRows());
            return new GateResult(gate, figure, null, false, sentence);
        }
        return switch (gate.rule()) {
            case AT_MOST -> atMost(gate, metric.get(), figure);
            case AT_LEAST -> atLeast(gate, figure);
            case WORSE_THAN_CHAMPION_AT_MOST -> againstTheChampion(gate, metric.get(), challenger, champion);
        };
    }

    private static GateResult atMost(Gate gate, Metric metric, double figure) {
        boolean passed = size(metric, figure) <= gate.limit();
        String relation = switch (metric.better()) {
            case LOWER, HIGHER -> passed ? "is at most" : "is above";
            case NEARER_TO_0 -> passed ? "is no further from 0 than" : "is further from 0 than";
        };
        return new GateResult(gate, figure, null, passed, Sentences.compared(gate, figure, relation, gate.limit()));
    }

    private static GateResult atLeast(Gate gate, double figure) {
        boolean passed = figure >= gate.limit();
        String relation = passed ? "is at least" : "is below";
        return new GateResult(gate, figure, null, passed, Sentences.compared(gate, figure, relation, gate.limit()));
    }

    private static GateResult againstTheChampion(Gate gate, Metric metric, Figures challenger, Champion champion) {
        double figure = metric.of(challenger);
        return switch (champion) {
            case Champion.None _ -> new GateResult(gate, figure, null, true, Sentences.first(gate, figure));
            case Champion.Version known -> compare(gate, metric, challenger, known);
        };
    }

    private static GateResult compare(Gate gate, Metric metric, Figures challenger, Champion.Version champion) {
        double figure = metric.of(challenger);
        Figures figures = champion.figures();
        double other = figures == null ? Double.NaN : metric.of(figures);
        if (figures == null || Double.isNaN(other)) {
            return new GateResult(gate, figure, null, false, Sentences.incomparable(gate, champion.version()));
        }
        boolean passed = notMuchWorse(metric, figure, other, gate.limit());
        String relation = passed ? "is not worse than" : "is worse than";
        String sentence = Sentences.compared(gate, figure, relation + " version " + champion.version() + "'s", other)
                + Sentences.byMoreThan(gate.limit())
                + Sentences.rows(challenger, figures);
        return new GateResult(gate, figure, other, passed, sentence);
    }

    /// Whether a figure is worse than another by at most a share of the other's size.
    ///
    /// The slack is a share of the size, so that it stays a slack where r² is negative.
    private static boolean notMuchWorse(Metric metric, double figure, double other, double share) {
        double slack = share * Math.abs(other);
        return switch (metric.better()) {
            case LOWER, NEARER_TO_0 -> size(metric, figure) <= size(metric, other) + slack;
            case HIGHER -> figure >= other - slack;
        };
    }

    /// Some are as bad as they are far from 0, on either side.
    private static double size(Metric metric, double figure) {
        return switch (metric.better()) {
            case LOWER, HIGHER -> figure;
            case NEARER_TO_0 -> Math.abs(figure);
        };
    }
}
