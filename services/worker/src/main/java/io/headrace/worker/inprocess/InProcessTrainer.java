package io.headrace.worker.inprocess;

import io.headrace.exact.Encoding;
import io.headrace.worker.bayes.BayesSettings;
import io.headrace.worker.bayes.BayesTrainer;
import io.headrace.worker.fitting.Fitted;
import io.headrace.worker.fitting.Hyperparameters;
import io.headrace.worker.fitting.Objective;
import io.headrace.worker.fitting.Rows;
import io.headrace.worker.fitting.Watcher;
import io.headrace.worker.logistic.LogisticSettings;
import io.headrace.worker.logistic.LogisticTrainer;
import io.headrace.worker.trees.TreeSettings;
import io.headrace.worker.trees.TreeTrainer;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// A trainer in the worker's own process, which repeats itself: the same name, rows and settings make the same bytes.
///
/// @param kind as pipelines write it
/// @param hyperparameters a JSON object with all that the kind has
public record InProcessTrainer(String kind, String hyperparameters, long seed) {

    private enum Family {
        LOGISTIC,
        BAYES,
        TREES
    }

    /// Whether there is one of a kind.
    public static boolean knows(String kind) {
        return switch (family(kind)) {
            case LOGISTIC, BAYES -> true;
            case TREES -> TreeTrainer.grows(kind);
        };
    }

    /// The same with other hyperparameters.
    public InProcessTrainer with(String others) {
        return new InProcessTrainer(kind, others, seed);
    }

    /// Its name with its version.
    public String name() {
        return switch (family(kind)) {
            case LOGISTIC -> LogisticTrainer.NAME;
            case BAYES -> BayesTrainer.NAME;
            case TREES -> TreeTrainer.name(kind);
        };
    }

    /// Versions of the libraries that shape a model, by name.
    public SortedMap<String, String> libraries() {
        return new TreeMap<>(
                switch (family(kind)) {
                    case LOGISTIC, BAYES -> Map.of();
                    case TREES -> Map.of("xgboost", TreeTrainer.VERSION);
                });
    }

    /// What is counted while it goes on.
    public String unit() {
        return switch (family(kind)) {
            case LOGISTIC -> "iterations";
            case BAYES -> "rows";
            case TREES -> trees().ensemble().unit();
        };
    }

    /// Runs to the end.
    ///
    /// @param trainRows how many of the rows are in the training split
    /// @param timeLimit a fit that takes longer fails
    public Fitted train(Encoding encoding, Rows rows, long trainRows, Duration timeLimit, Watcher watcher) {
        return switch (family(kind)) {
            case LOGISTIC ->
                new LogisticTrainer(encoding, LogisticSettings.of(settings()), timeLimit)
                        .train(rows, trainRows, watcher);
            case BAYES ->
                new BayesTrainer(encoding, BayesSettings.of(settings()), timeLimit).train(rows, trainRows, watcher);
            case TREES ->
                new TreeTrainer(encoding, Objective.of(encoding.label()), trees(), timeLimit)
                        .train(rows, trainRows, watcher);
        };
    }

    /// What is neither of the others is of trees, or of a release that this worker does not know.
    private static Family family(String kind) {
        return switch (kind) {
            case LogisticSettings.KIND -> Family.LOGISTIC;
            case BayesSettings.KIND -> Family.BAYES;
            default -> Family.TREES;
        };
    }

    private TreeSettings trees() {
        return TreeSettings.of(kind, settings(), seed);
    }

    private Hyperparameters settings() {
        return new Hyperparameters(JsonMapper.shared().readTree(hyperparameters));
    }
}
