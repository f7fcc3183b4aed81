package io.headrace.pipelines.core;

import io.headrace.kernel.schedule.Schedule;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What to train: a pipeline with every default filled in.
///
/// @param table `schema.table`
/// @param nulls stands in for a null of a feature without a rule of its own; null: such a row is
///     excluded and counted
/// @param forget null: no row has to be forgotten in time
/// @param expect what must hold of the rows for a run to begin
/// @param slices features, on the rows of each of whose values models are measured, too
public record PipelineSpec(
        String source,
        String table,
        Label label,
        List<Feature> features,
        @Nullable Double nulls,
        Split split,
        Trainer trainer,
        Trigger trigger,
        List<Gate> gates,
        Approval approval,
        @Nullable Forget forget,
        List<Expectation> expect,
        List<String> slices) {

    public PipelineSpec {
        features = List.copyOf(features);
        gates = List.copyOf(gates);
        expect = List.copyOf(expect);
        slices = List.copyOf(slices);
    }

    /// The column that a model is to tell.
    ///
    /// @param type a numeric is told as a number, a boolean and a categorical as a class
    /// @param values of a categorical: its classes, 2 to 100
    public record Label(String column, FeatureType type, List<String> values) {
        public Label {
            values = List.copyOf(values);
        }
    }

    /// A column that the model reads.
    ///
    /// @param values of a categorical: the first is the reference, an undeclared one counts as one more;
    ///     empty where the texts are hashed
    /// @param nulls what becomes of a null; null: as the pipeline says of all features
    /// @param transform what becomes of a value
    /// @param standardized whether a penalty sees the column in units of its standard deviation
    public record Feature(
            String column,
            FeatureType type,
            List<String> values,
            @Nullable Nulls nulls,
            Transform transform,
            boolean standardized) {
        public Feature {
            values = List.copyOf(values);
        }

        /// One whose values stay what they are.
        public Feature(String column, FeatureType type, List<String> values, @Nullable Nulls nulls) {
            this(column, type, values, nulls, new Transform.None(), false);
        }
    }

    /// What becomes of a value before a model sees it.
    public sealed interface Transform {

        /// It stays what it is.
        record None() implements Transform {}

        /// The natural logarithm of a numeric; a row with a value of 0 or less is excluded.
        record Log() implements Transform {}

        /// Which of so many buckets a text falls into.
        record Hash(int buckets) implements Transform {}

        /// Numbers that tell something of a date.
        record DateParts(List<DatePart> parts) implements Transform {
            public DateParts {
                parts = List.copyOf(parts);
            }
        }
    }

    /// What can be told of a date.
    public enum DatePart {
        YEAR("year"),
        MONTH("month"),
        DAY("day"),
        DAY_OF_WEEK("day-of-week"),
        DAY_OF_YEAR("day-of-year"),
        HOUR("hour");

        private final String word;

        DatePart(String word) {
            this.word = word;
        }

        /// As it is written.
        public String word() {
            return word;
        }
    }

    /// What becomes of a row with a null in a feature.
    public sealed interface Nulls {

        /// It is excluded and counted.
        record Exclude() implements Nulls {}

        /// A numeric or boolean takes the constant, a categorical counts as undeclared.
        record Constant(double value) implements Nulls {}

        /// A numeric takes the mean of the training rows that have a value, beside a column that says that it
        /// was null.
        record Mean() implements Nulls {}

        /// A numeric takes their median, beside such a column.
        record Median() implements Nulls {}

        /// Whether nulls take what the training rows say.
        default boolean takesMeanOrMedian() {
            return switch (this) {
                case Mean(), Median() -> true;
                case Exclude(), Constant _ -> false;
            };
        }
    }

    /// What a column is to a model; a label is no [date][#DATE].
    public enum FeatureType {
        NUMERIC,
        BOOLEAN,
        CATEGORICAL,
        /// A date or a time, of which a model sees parts.
        DATE
    }

    /// Which rows test a model instead of training it.
    ///
    /// @param testShare between 0 and 1, both excluded
    /// @param by the column whose hash decides; null: the primary key
    public record Split(double testShare, @Nullable String by) {}

    /// What makes a model of the rows.
    public sealed interface Trainer {

        /// Exact, in the training service itself.
        ///
        /// @param l2 weight of the penalty; 0 is least squares
        record Ridge(double l2) implements Trainer {}

        /// A program that a worker starts.
        ///
        /// @param name that workers know the program by
        /// @param hyperparameters `String`, `Long`, `Double` or `Boolean` by name
        /// @param timeout a run that takes longer fails
        record External(String name, SortedMap<String, Object> hyperparameters, long seed, Duration timeout)
                implements Trainer {
            public External {
                hyperparameters = settled(hyperparameters);
            }
        }

        /// What a worker fits in its own process.
        ///
        /// @param hyperparameters all that the kind has, `Long` or `Double` by name
        /// @param timeout a run that takes longer fails
        /// @param search finds better ones; null: these are taken
        record Fit(
                FitKind kind,
                SortedMap<String, Object> hyperparameters,
                long seed,
                Duration timeout,
                @Nullable Search search)
                implements Trainer {
            public Fit {
                hyperparameters = settled(hyperparameters);
            }

            /// The same with a search, or with none.
            public Fit with(@Nullable Search other) {
                return new Fit(kind, hyperparameters, seed, timeout, other);
            }
        }

        /// The same, however they were written: JSON in PostgreSQL has 1.0E7 as a whole number.
        private static SortedMap<String, Object> settled(SortedMap<String, Object> hyperparameters) {
            SortedMap<String, Object> sorted = new TreeMap<>(hyperparameters);
            sorted.replaceAll((_, value) -> settled(value));
            return Collections.unmodifiableSortedMap(sorted);
        }

        private static Object settled(Object value) {
            return switch (value) {
                case Integer whole -> whole.longValue();
                case Double number
                when number == Math.rint(number) && Math.abs(number) >= 1e7 && Math.abs(number) < 0x1p63 ->
                    number.longValue();
                default -> value;
            };
        }
    }

    /// What is tried before a model is trained with the best of it.
    ///
    /// @param trials all hyperparameters that the kind has, `Long` or `Double` by name
    /// @param metric of the validation rows: tells which trial is best
    /// @param validationShare of the training rows: they measure the trials, and the others train them
    /// @param time no trial begins later; null: there is no such limit
    public record Search(
            List<SortedMap<String, Object>> trials,
            String metric,
            boolean isHigherBetter,
            double validationShare,
            @Nullable Duration time) {
        public Search {
            trials = trials.stream().map(Trainer::settled).toList();
        }
    }

    /// What a worker fits in its own process.
    public enum FitKind {
        XGBOOST("xgboost", true),
        RANDOM_FOREST("random-forest", true),
        LOGISTIC("logistic", false),
        GAUSSIAN_NAIVE_BAYES("gaussian-naive-bayes", false);

        private final String word;
        private final boolean tellsNumbers;

        FitKind(String word, boolean tellsNumbers) {
            this.word = word;
            this.tellsNumbers = tellsNumbers;
        }

        /// As it is written.
        public String word() {
            return word;
        }

        /// Whether the label may be a number; a class it may always be.
        public boolean tellsNumbers() {
            return tellsNumbers;
        }
    }

    /// When a cut is worth a run.
    ///
    /// @param changes run as soon as so many rows changed; null: never for that reason
    /// @param share run as soon as the changed rows are this share of all rows; null: never for that reason
    /// @param quiet run when nothing changed for so long; null: never for that reason
    /// @param schedule run at its times if anything changed; null: never for that reason
    /// @param minInterval never sooner after the last run
    /// @param maxWait always so long after the first change; null: no such limit
    /// @param columns only changes of these count, and rows that come or go; empty: of all declared ones
    /// @param whileActive what becomes of a run that is due while one is active
    public record Trigger(
            @Nullable Long changes,
            @Nullable Double share,
            @Nullable Duration quiet,
            @Nullable Schedule schedule,
            Duration minInterval,
            @Nullable Duration maxWait,
            List<String> columns,
            WhileActive whileActive) {
        public Trigger {
            columns = List.copyOf(columns);
        }
    }

    /// What becomes of a run that is due while one is active.
    public enum WhileActive {
        /// It waits, and takes the newest rows.
        QUEUE_LATEST,

        /// It takes the place of a run that is with a worker.
        CANCEL_ACTIVE,

        /// It is left out, and its changes make no other one due.
        SKIP
    }

    /// A condition that a challenger must meet.
    ///
    /// @param limit for [GateRule#WORSE_THAN_CHAMPION_AT_MOST] a share: 0.02 is 2 %
    public record Gate(String metric, GateRule rule, double limit) {}

    public enum GateRule {
        AT_MOST,
        AT_LEAST,
        WORSE_THAN_CHAMPION_AT_MOST
    }

    public enum Approval {
        AUTOMATIC,
        REQUIRED
    }

    /// What becomes of models when a row leaves the table.
    ///
    /// @param within so long after it the version in production must have been trained without the row
    /// @param retire whether the versions before are withdrawn then
    public record Forget(Duration within, boolean retire) {}

    /// Something that must hold of the rows.
    public sealed interface Expectation {

        /// Every value of a numeric column lies between two, both included; a null is no value.
        record Between(String column, double low, double high) implements Expectation {}

        /// So many rows at most, as a share of all, have no value in a column.
        record NullsAtMost(String column, double share) implements Expectation {}

        /// From one run to the next the number of rows grows or shrinks by so much at most, as a share of what it was.
        record RowsChangeAtMost(double share) implements Expectation {}
    }
}
