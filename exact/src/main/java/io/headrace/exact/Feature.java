package io.headrace.exact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A column that a model may look at.
///
/// @param values of a categorical: the declared values, the first is the reference; empty for the others,
///     and where the texts are hashed
/// @param nulls what becomes of a null; null: as the encoding says of all features
/// @param transform what becomes of a value
/// @param standardized of a numeric: a penalty is to see it in units of its standard deviation
public record Feature(
        String column,
        Kind kind,
        List<String> values,
        @Nullable NullRule nulls,
        Transform transform,
        boolean standardized) {

    /// How a column becomes numbers.
    public enum Kind {
        NUMERIC,
        BOOLEAN,
        CATEGORICAL,
        /// A date or a time, in seconds since 1970-01-01 in UTC, of which a model sees parts.
        DATE
    }

    public Feature {
        values = List.copyOf(values);
        boolean fits = switch (transform) {
            case Transform.None() -> kind != Kind.DATE && (kind == Kind.CATEGORICAL) != values.isEmpty();
            case Transform.Log() -> kind == Kind.NUMERIC && values.isEmpty();
            case Transform.Hash _ -> kind == Kind.CATEGORICAL && values.isEmpty();
            case Transform.DateParts _ -> kind == Kind.DATE && values.isEmpty();
        };
        if (!fits) {
            throw new IllegalArgumentException(
                    "feature %s is %s with %d values, which %s does not fit: a categorical declares values or is hashed, a date has parts, and a numeric alone has a logarithm"
                            .formatted(column, kind, values.size(), transform));
        }
        if (kind != Kind.NUMERIC && (takesMeanOrMedian(nulls) || standardized)) {
            throw new IllegalArgumentException(
                    "feature %s has no mean, no median and no deviation: only a numeric has; exclude its nulls or name a constant"
                            .formatted(column));
        }
    }

    /// One whose values stay what they are.
    public Feature(String column, Kind kind, List<String> values, @Nullable NullRule nulls) {
        this(column, kind, values, nulls, Transform.NONE, false);
    }

    public static Feature numeric(String column) {
        return new Feature(column, Kind.NUMERIC, List.of(), null);
    }

    public static Feature bool(String column) {
        return new Feature(column, Kind.BOOLEAN, List.of(), null);
    }

    public static Feature categorical(String column, List<String> values) {
        return new Feature(column, Kind.CATEGORICAL, values, null);
    }

    /// A text that falls into one of so many buckets.
    public static Feature hashed(String column, int buckets) {
        return new Feature(column, Kind.CATEGORICAL, List.of(), null, new Transform.Hash(buckets), false);
    }

    /// A date or a time.
    public static Feature date(String column, DatePart... parts) {
        return new Feature(column, Kind.DATE, List.of(), null, new Transform.DateParts(List.of(parts)), false);
    }

    /// The same with a rule of its own for nulls.
    public Feature with(NullRule rule) {
        return new Feature(column, kind, values, rule, transform, standardized);
    }

    /// The logarithm of a numeric.
    public Feature logarithm() {
        return new Feature(column, kind, values, nulls, new Transform.Log(), standardized);
    }

    /// The same, standardized.
    public Feature inDeviations() {
        return new Feature(column, kind, values, nulls, transform, true);
    }

    /// Whether a null takes what the training rows say, mean or median.
    public boolean takesMeanOrMedian() {
        return takesMeanOrMedian(nulls);
    }

    private static boolean takesMeanOrMedian(@Nullable NullRule nulls) {
        return switch (nulls) {
            case NullRule.Mean(), NullRule.Median() -> true;
            case NullRule.Exclude(), NullRule.Constant _ -> false;
            case null -> false;
        };
    }

    /// What a model sees of a numeric's value: itself, or its logarithm, which is NaN where there is none.
    public double seen(double value) {
        return switch (transform) {
            case Transform.Log() -> value > 0 ? StrictMath.log(value) : Double.NaN;
            case Transform.None(), Transform.Hash _, Transform.DateParts _ -> value;
        };
    }

    /// How many encoded columns it becomes: a categorical of k values has k − 1, and one for all the
    /// undeclared; k buckets have k − 1; what is imputed has its value and whether that was null.
    public int width() {
        return switch (kind) {
            case CATEGORICAL -> transform instanceof Transform.Hash(int buckets) ? buckets - 1 : values.size();
            case NUMERIC -> takesMeanOrMedian() ? 2 : 1;
            case BOOLEAN -> 1;
            case DATE -> parts().size();
        };
    }

    /// Of a date; none of anything else.
    public List<DatePart> parts() {
        return transform instanceof Transform.DateParts(List<DatePart> parts) ? parts : List.of();
    }
}
