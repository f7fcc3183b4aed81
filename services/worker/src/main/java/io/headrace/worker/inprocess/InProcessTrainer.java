package io.headrace.worker.inprocess;

import io.headrace.exact.Encoding;
import io.headrace.worker.fitting.Fitted;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A trainer in the worker's own process, which repeats itself: the same name, rows and settings make the same bytes.
///
/// @param kind as pipelines write it
/// @param hyperparameters a JSON object with all that the kind has
public record InProcessTrainer(String kind, String hyperparameters, long seed) {

    private static final String LOGISTIC = "logistic";

    /// Whether there is one of a kind.
    public static boolean knows(String kind) {
        return kind.equals(LOGISTIC) || TreeTrainer.grows(kind);
    }

    /// Its name with its version.
    public String name() {
        return kind.equals(LOGISTIC) ? LogisticTrainer.NAME : TreeTrainer.name(kind);
    }

    /// Versions of the libraries that shape a model, by name.
    public SortedMap<String, String> libraries() {
        return new TreeMap<>(kind.equals(LOGISTIC) ? Map.of() : Map.of("xgboost", TreeTrainer.VERSION));
    }

    /// What is counted while it goes on.
    public String unit() {
        return kind.equals(LOGISTIC)
                ? "iterations"
                : TreeSettings.of(kind, tree(), seed).ensemble().unit();
    }

    /// Runs to the end.
    ///
    /// @param trainRows how many of the rows are in the training split
    /// @param timeLimit a fit that takes longer fails
    public Fitted train(Encoding encoding, Rows rows, long trainRows, Duration timeLimit, Watcher watcher) {
        return kind.equals(LOGISTIC)
                ? new LogisticTrainer(encoding, LogisticSettings.of(tree()), timeLimit).train(rows, trainRows, watcher)
                : new TreeTrainer(
                                encoding,
                                Objective.of(encoding.label()),
                                TreeSettings.of(kind, tree(), seed),
                                timeLimit)
                        .train(rows, trainRows, watcher);
    }

    private JsonNode tree() {
        return JsonMapper.shared().readTree(hyperparameters);
    }
}
