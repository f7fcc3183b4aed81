package io.headrace.worker.trees;

import io.headrace.worker.fitting.Objective;
import io.headrace.worker.fitting.Watcher;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/// Grows trees, a round at a time, and looks up between rounds.
///
/// The trees of a forest are rounds too, each with the gradients of the very first: they are then those that XGBoost
/// makes of `num_parallel_tree` in a single round, which nothing could interrupt.
final class Growing {

    /// A probability to begin with is no surer than this.
    private static final float SUREST = 1e-6f;

    private final Objective objective;
    private final TreeSettings settings;
    private final Watcher watcher;

    Growing(Objective objective, TreeSettings settings, Watcher watcher) {
        this.objective = objective;
        this.settings = settings;
        this.watcher = watcher;
    }

    /// How it ended.
    sealed interface End {

        /// To be closed.
        record Done(Grown grown) implements End {}

        record Stopped() implements End {}

        /// The time was over.
        ///
        /// @param rounds that were made
        record TooLate(int rounds) implements End {}
    }

    End grow(TrainRows rows, Duration timeLimit) throws XGBoostError {
        long start = System.nanoTime();
        DMatrix matrix = rows.matrix();
        try {
            float[] labels = rows.labels();
            float base = base(labels);
            Booster booster = XGBoost.train(matrix, parameters(base), 0, Map.of(), null, null);
            Grown grown = new Grown(booster, objective, rows.columns(), rows.offset());
            try {
                Optional<End> early = rounds(booster, matrix, gradients(labels, base), start + timeLimit.toNanos());
                early.ifPresent(_ -> grown.close());
                return early.orElseGet(() -> new End.Done(grown));
            } catch (XGBoostError e) {
                grown.close();
                throw e;
            }
        } finally {
            matrix.dispose();
        }
    }

    /// Empty: all are made.
    private Optional<End> rounds(Booster booster, DMatrix matrix, Optional<Gradients> forest, long deadline)
            throws XGBoostError {
        int all = settings.ensemble().rounds();
        for (int round = 0; round < all; round++) {
            watcher.at(round, all);
            if (watcher.isStopped()) {
                return Optional.of(new End.Stopped());
            }
            if (System.nanoTime() - deadline >= 0) {
                return Optional.of(new End.TooLate(round));
            }
            if (forest.isPresent()) {
                booster.boost(matrix, round, forest.get().first(), forest.get().second());
            } else {
                booster.update(matrix, round);
            }
        }
        watcher.at(all, all);
        return Optional.empty();
    }

    private Map<String, Object> parameters(float base) {
        Map<String, Object> parameters = new TreeMap<>(settings.parameters());
        parameters.put("base_score", base);
        switch (objective) {
            case Objective.Regression _ -> parameters.put("objective", "reg:squarederror");
            case Objective.Binary _ -> parameters.put("objective", "binary:logistic");
            case Objective.MultiClass many -> {
                parameters.put("objective", "multi:softprob");
                parameters.put("num_class", many.targets());
            }
        }
        return parameters;
    }

    /// What every prediction is before there is a tree: the probability of true, else 0.
    private float base(float[] labels) {
        return switch (objective) {
            case Objective.Regression _, Objective.MultiClass _ -> 0;
            case Objective.Binary _ -> {
                double sum = 0;
                for (float label : labels) {
                    sum += label;
                }
                yield Math.clamp((float) (sum / labels.length), SUREST, 1 - SUREST);
            }
        };
    }

    /// Of the loss of what every prediction is before there is a tree: row by row, in a row one per target.
    @SuppressWarnings("ArrayRecordComponent")
    private record Gradients(float[] first, float[] second) {}

    /// Empty: XGBoost makes them anew in each round.
    private Optional<Gradients> gradients(float[] labels, float base) {
        return switch (settings.ensemble()) {
            case TreeSettings.Ensemble.Boosted _ -> Optional.empty();
            case TreeSettings.Ensemble.Forest _ ->
                Optional.of(
                        switch (objective) {
                            case Objective.Regression _ -> oneTarget(labels, 0, 1);
                            case Objective.Binary _ -> oneTarget(labels, base, base * (1 - base));
                            case Objective.MultiClass many -> manyTargets(labels, many.targets());
                        });
        };
    }

    private static Gradients oneTarget(float[] labels, float prediction, float second) {
        Gradients gradients = new Gradients(new float[labels.length], new float[labels.length]);
        for (int i = 0; i < labels.length; i++) {
            gradients.first()[i] = prediction - labels[i];
            gradients.second()[i] = second;
        }
        return gradients;
    }

    /// As XGBoost's softmax has them: the second is twice that of the loss.
    private static Gradients manyTargets(float[] labels, int targets) {
        float probability = 1f / targets;
        int numbers = Math.multiplyExact(labels.length, targets);
        Gradients gradients = new Gradients(new float[numbers], new float[numbers]);
        for (int i = 0; i < numbers; i++) {
            gradients.first()[i] = probability - (labels[i / targets] == i % targets ? 1 : 0);
            gradients.second()[i] = 2 * probability * (1 - probability);
        }
        return gradients;
    }
}
