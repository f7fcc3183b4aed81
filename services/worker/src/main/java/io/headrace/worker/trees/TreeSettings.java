package io.headrace.worker.trees;

import io.headrace.worker.fitting.Hyperparameters;
import java.util.Map;
import java.util.TreeMap;

/// How trees are grown. The same settings and rows grow the same trees, on however many threads.
///
/// @param seed 0 to 2³² − 1: XGBoost looks at 32 bits
/// @param threads 1 at least
public record TreeSettings(Ensemble ensemble, Shape shape, Sample sample, long seed, int threads) {

    static final String BOOSTED = "xgboost";
    static final String FOREST = "random-forest";

    /// What becomes of many trees.
    public sealed interface Ensemble {

        /// Each corrects what those before it got wrong.
        ///
        /// @param rounds 1 at least
        /// @param eta the share of the correction that is taken, 0 < eta ≤ 1
        record Boosted(int rounds, double eta) implements Ensemble {}

        /// Each for itself; their mean counts.
        ///
        /// @param trees 1 at least
        record Forest(int trees) implements Ensemble {}

        /// What the rounds make.
        default String unit() {
            return switch (this) {
                case Boosted _ -> "rounds";
                case Forest _ -> "trees";
            };
        }

        default int rounds() {
            return switch (this) {
                case Boosted(int rounds, double eta) -> rounds;
                case Forest(int trees) -> trees;
            };
        }
    }

    /// What a tree looks like. As XGBoost's `max_depth`, `min_child_weight`, `gamma`, `alpha`, `lambda`, `max_bin`.
    ///
    /// @param bins of a column, at whose borders it is split
    public record Shape(int depth, double minChildWeight, double gamma, double l1, double l2, int bins) {}

    /// What is looked at, as shares above 0, 1 at most.
    ///
    /// @param rows of a tree
    /// @param columns of a boosted tree, of each node in a forest
    public record Sample(double rows, double columns) {}

    /// As a pipeline says them.
    ///
    /// @param kind xgboost or random-forest
    /// @param hyperparameters all that the kind has, by the names they have in a pipeline
    /// @throws IllegalArgumentException if the kind is another, or one is missing
    public static TreeSettings of(String kind, Hyperparameters hyperparameters, long seed) {
        boolean isForest = kind.equals(FOREST);
        if (!isForest && !kind.equals(BOOSTED)) {
            throw new IllegalArgumentException(
                    "trainer %s is unknown to this worker: it is of an earlier release".formatted(kind));
        }
        return new TreeSettings(
                isForest
                        ? new Ensemble.Forest(hyperparameters.whole("trees"))
                        : new Ensemble.Boosted(hyperparameters.whole("rounds"), hyperparameters.number("eta")),
                new Shape(
                        hyperparameters.whole("depth"),
                        hyperparameters.number("min-child-weight"),
                        hyperparameters.number("gamma"),
                        hyperparameters.number("l1"),
                        hyperparameters.number("l2"),
                        hyperparameters.whole("bins")),
                new Sample(
                        hyperparameters.number("subsample"),
                        hyperparameters.number(isForest ? "colsample-bynode" : "colsample-bytree")),
                seed,
                hyperparameters.whole("threads"));
    }

    /// XGBoost's parameters, without the objective's.
    Map<String, Object> parameters() {
        Map<String, Object> parameters = new TreeMap<>(Map.of(
                "tree_method", "hist",
                "max_depth", shape.depth(),
                "min_child_weight", shape.minChildWeight(),
                "gamma", shape.gamma(),
                "alpha", shape.l1(),
                "lambda", shape.l2(),
                "max_bin", shape.bins(),
                "subsample", sample.rows()));
        parameters.putAll(Map.of("seed", seed, "nthread", threads, "verbosity", 0));
        switch (ensemble) {
            case Ensemble.Boosted(int rounds, double eta) -> {
                parameters.put("eta", eta);
                parameters.put("colsample_bytree", sample.columns());
            }
            case Ensemble.Forest(int trees) -> {
                parameters.put("eta", 1.0 / trees);
                parameters.put("colsample_bynode", sample.columns());
            }
        }
        return parameters;
    }
}
