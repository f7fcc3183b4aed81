package io.headrace.pipelines.core.reading;

import io.headrace.pipelines.core.PipelineSpec.FitKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads how a worker fits a model in its own process: the keys of `trainer` of the kinds xgboost, random-forest,
/// logistic and gaussian-naive-bayes.
final class FitReader {

    /// XGBoost looks at 32 bits.
    private static final Range SEEDS = new Range(0, (1L << 32) - 1);

    private static final double UNBOUNDED = 1e9;

    private static final List<Knob> OF_TREES = List.of(
            new Knob("min-child-weight", new Range(0, UNBOUNDED), 1.0),
            new Knob("gamma", new Range(0, UNBOUNDED), 0.0),
            new Knob("l1", new Range(0, UNBOUNDED), 0.0),
            new Knob("bins", new Range(2, 65_535), 256L),
            new Knob("threads", new Range(1, 64), 1L));

    private static final List<Knob> OF_XGBOOST = List.of(
            new Knob("rounds", new Range(1, 10_000), 100L),
            new Knob("depth", new Range(1, 16), 6L),
            new Knob("eta", new Range(0.001, 1), 0.1),
            new Knob("l2", new Range(0, UNBOUNDED), 1.0),
            new Knob("subsample", new Range(0.01, 1), 1.0),
            new Knob("colsample-bytree", new Range(0.01, 1), 1.0));

    private static final List<Knob> OF_RANDOM_FOREST = List.of(
            new Knob("trees", new Range(1, 5_000), 100L),
            new Knob("depth", new Range(1, 16), 8L),
            new Knob("l2", new Range(0, UNBOUNDED), 0.00001),
            new Knob("subsample", new Range(0.01, 1), 0.8),
            new Knob("colsample-bynode", new Range(0.01, 1), 0.5));

    /// Without a penalty there need be no minimum.
    private static final List<Knob> OF_LOGISTIC = List.of(
            new Knob("l2", new Range(1e-6, UNBOUNDED), 1.0), new Knob("iterations", new Range(1, 100_000), 1000L));

    /// Without any there are variances of 0.
    private static final List<Knob> OF_NAIVE_BAYES = List.of(new Knob("var-smoothing", new Range(1e-18, 1), 1e-9));

    private FitReader() {}

    /// A hyperparameter.
    ///
    /// @param usual where nobody says another: a `Long` of one that is whole, else a `Double`
    record Knob(String key, Range range, Number usual) {

        boolean isWhole() {
            return usual instanceof Long;
        }

        Number read(Fields trainer) {
            return Objects.requireNonNullElse(given(trainer, key), usual);
        }

        /// Null: it does not stand under the key, or is none of those that may, which is then noted.
        @Nullable
        Number given(Fields fields, String under) {
            if (isWhole()) {
                return fields.whole(under, range);
            }
            return fields.number(under, range);
        }

        /// Null: it is none of those that may be.
        @Nullable
        Number read(@Nullable Object value) {
            if (value == null) {
                return null;
            }
            if (isWhole()) {
                return range.readWhole(value).orElse(null);
            }
            return range.readNumber(value).orElse(null);
        }

        /// Which may be.
        String expected() {
            return isWhole() ? range.whole() : range.number();
        }
    }

    /// The keys that a kind may have.
    static List<String> keys(FitKind kind) {
        List<String> keys = new ArrayList<>(knobs(kind).map(Knob::key).toList());
        if (isRandom(kind)) {
            keys.add(TrainerReader.SEED);
        }
        keys.add(TrainerReader.TIMEOUT);
        keys.add(TrainerReader.SEARCH);
        return keys;
    }

    /// All that a kind has, by their keys.
    static SortedMap<String, Object> hyperparameters(Fields trainer, FitKind kind) {
        SortedMap<String, Object> all = new TreeMap<>();
        knobs(kind).forEach(knob -> all.put(knob.key(), knob.read(trainer)));
        return all;
    }

    static long seed(Fields trainer) {
        Long seed = trainer.whole(TrainerReader.SEED, SEEDS);
        return seed == null ? 0 : seed;
    }

    private static boolean isRandom(FitKind kind) {
        return switch (kind) {
            case XGBOOST, RANDOM_FOREST -> true;
            case LOGISTIC, GAUSSIAN_NAIVE_BAYES -> false;
        };
    }

    static Stream<Knob> knobs(FitKind kind) {
        return switch (kind) {
            case XGBOOST -> Stream.concat(OF_XGBOOST.stream(), OF_TREES.stream());
            case RANDOM_FOREST -> Stream.concat(OF_RANDOM_FOREST.stream(), OF_TREES.stream());
            case LOGISTIC -> OF_LOGISTIC.stream();
            case GAUSSIAN_NAIVE_BAYES -> OF_NAIVE_BAYES.stream();
        };
    }
}
