package io.headrace.worker.trees;

import io.headrace.exact.Encoding;
import io.headrace.worker.fitting.Columns;
import io.headrace.worker.fitting.Fitted;
import io.headrace.worker.fitting.Fitted.Failed;
import io.headrace.worker.fitting.Fitted.Made;
import io.headrace.worker.fitting.Fitted.Stopped;
import io.headrace.worker.fitting.Objective;
import io.headrace.worker.fitting.Parity;
import io.headrace.worker.fitting.Rows;
import io.headrace.worker.fitting.Watcher;
import java.time.Duration;
import java.util.Optional;
import ml.dmlc.xgboost4j.java.XGBoostError;

/// Makes a model of a dataset's rows. The same rows, in the same order, and the same settings make the same bytes.
///
/// @param timeLimit of the growing: when it is not done by then, it has failed
public record TreeTrainer(Encoding encoding, Objective objective, TreeSettings settings, Duration timeLimit) {

    /// The most that an artifact may have.
    static final int MODEL_BYTES_MAX = 64 << 20;

    /// XGBoost's own.
    public static final String VERSION = "3.0.4";

    /// What a model is of the same rows and settings, whatever grew its trees.
    private static final String OWN_VERSION = "1";

    /// Whether a kind of trainer is one of trees.
    public static boolean grows(String kind) {
        return kind.equals(TreeSettings.BOOSTED) || kind.equals(TreeSettings.FOREST);
    }

    /// A trainer's name: the same name, rows and settings make the same bytes.
    public static String name(String kind) {
        return "%s/%s on XGBoost %s".formatted(kind, OWN_VERSION, VERSION);
    }

    /// Runs to the end.
    ///
    /// @param trainRows how many of the rows are in the training split
    public Fitted train(Rows rows, long trainRows, Watcher watcher) {
        Columns columns = Columns.withMissing(encoding);
        Optional<String> obstacle = obstacle(columns, trainRows);
        if (obstacle.isPresent()) {
            return new Failed(obstacle.get());
        }
        try {
            return switch (new Growing(objective, settings, watcher).grow(read(rows, columns, trainRows), timeLimit)) {
                case Growing.End.Stopped() -> new Stopped();
                case Growing.End.TooLate(int rounds) ->
                    new Failed("was not done within %,d s: it made %,d of %,d %s"
                            .formatted(
                                    timeLimit.toSeconds(),
                                    rounds,
                                    settings.ensemble().rounds(),
                                    settings.ensemble().unit()));
                case Growing.End.Done(Grown grown) -> {
                    try (grown) {
                        yield model(grown, rows);
                    }
                }
            };
        } catch (XGBoostError e) {
            return new Failed("cannot be done by XGBoost: " + first(e));
        } catch (LinkageError e) {
            return new Failed(
                    "cannot load XGBoost's native library; it needs libgomp, of the package libgomp1: " + first(e));
        }
    }

    private Optional<String> obstacle(Columns columns, long trainRows) {
        Optional<String> obstacle = objective.obstacle(encoding.features(), trainRows);
        if (obstacle.isEmpty() && trainRows > TrainRows.NUMBERS_MAX / columns.width()) {
            return Optional.of("takes %,d numbers at most, and %,d rows of %d columns are more: declare fewer"
                    .formatted(TrainRows.NUMBERS_MAX, trainRows, columns.width()));
        }
        return obstacle;
    }

    private TrainRows read(Rows rows, Columns columns, long trainRows) {
        TrainRows read = new TrainRows(columns, objective, Math.toIntExact(trainRows));
        rows.forEach(read);
        return read;
    }

    private Fitted model(Grown grown, Rows rows) throws XGBoostError {
        byte[] graph = TreeGraph.of(encoding, objective, grown.json(), grown.offset());
        if (graph.length > MODEL_BYTES_MAX) {
            return new Failed("made a model of %,d bytes, and %,d are the most: ask for fewer trees or less depth"
                    .formatted(graph.length, MODEL_BYTES_MAX));
        }
        return Parity.difference(graph, encoding, grown, rows)
                .<Fitted>map(Failed::new)
                .orElseGet(() -> new Made(graph));
    }

    private static String first(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
