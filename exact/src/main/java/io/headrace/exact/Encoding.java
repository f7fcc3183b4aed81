package io.headrace.exact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a row becomes numbers, and what these are called: the one agreement between the dataset that
/// encodes rows, the trainer that names coefficients, and the artifact that answers for raw columns.
///
/// - A numeric is its value or, where that is asked for, its logarithm; a boolean is 0 or 1.
/// - A categorical is one column per declared value but the first, `district=east`, and one for every
///   undeclared value, `district (other)`; the first declared value is all zeros.
/// - A text that is hashed is one column per bucket but the first, `street #5`.
/// - A date is one column per part, `sold_on (month)`.
/// - A label is its value, 0 or 1, or the number of its class from 0; a row of an undeclared class is
///   excluded.
/// - A null feature excludes the row, or, with a constant, a numeric or boolean takes the constant, and
///   a categorical counts as undeclared, as an empty text where it is hashed; every part of a date takes the
///   constant. A feature may have a rule of its own. A null label always excludes.
/// - Where the nulls of a numeric take the mean, a null is 0 and a second column, `rooms (null)`, is 1:
///   what the mean is shows only when all rows are known ([MeanImputation]).
///
/// @param features in declared order
/// @param nullConstant stands in for a null of a feature without a rule of its own; null: such rows are
///     excluded
public record Encoding(
        List<Feature> features, Label label, @Nullable Double nullConstant) {

    public Encoding {
        features = List.copyOf(features);
    }

    /// One whose label is a number.
    public Encoding(List<Feature> features, String label, @Nullable Double nullConstant) {
        this(features, Label.numeric(label), nullConstant);
    }

    /// What became of a row.
    public sealed interface Encoded {

        /// Ready for [GramMatrix#add]: the features, then the label.
        @SuppressWarnings("ArrayRecordComponent") // Lives from encode to add.
        record Row(double[] values) implements Encoded {}

        /// Not part of the dataset.
        ///
        /// @param reason names the column and the rule; few different ones, so that they can be counted
        record Refused(String reason) implements Encoded {}
    }

    /// Encoded feature columns.
    public int width() {
        int width = 0;
        for (Feature feature : features) {
            width += feature.width();
        }
        return width;
    }

    /// Names of the encoded feature columns, in order.
    public List<String> columns() {
        List<String> columns = new ArrayList<>();
        for (Feature feature : features) {
            switch (feature.kind()) {
                case NUMERIC, BOOLEAN -> {
                    columns.add(feature.column());
                    if (feature.takesMeanOrMedian()) {
                        columns.add(feature.column() + " (null)");
                    }
                }
                case CATEGORICAL -> columns.addAll(categories(feature));
                case DATE ->
                    feature.parts().forEach(part -> columns.add("%s (%s)".formatted(feature.column(), part.word())));
            }
        }
        return columns;
    }

    private static List<String> categories(Feature feature) {
        String column = feature.column();
        if (feature.transform() instanceof Transform.Hash(int buckets)) {
            return IntStream.range(1, buckets)
                    .mapToObj(bucket -> column + " #" + bucket)
                    .toList();
        }
        return Stream.concat(
                        feature.values().stream().skip(1).map(value -> column + "=" + value),
                        Stream.of(column + " (other)"))
                .toList();
    }

    /// The encoded columns (from 0) that a penalty is to see in units of their standard deviation.
    public List<Integer> standardizedColumns() {
        return firstColumns(Feature::standardized);
    }

    /// The encoded columns (from 0) whose nulls are imputed; the one behind each says that it was null.
    public List<Integer> imputedColumns() {
        return firstColumns(Feature::takesMeanOrMedian);
    }

    private List<Integer> firstColumns(Predicate<Feature> wanted) {
        List<Integer> columns = new ArrayList<>();
        int at = 0;
        for (Feature feature : features) {
            if (wanted.test(feature)) {
                columns.add(at);
            }
            at += feature.width();
        }
        return columns;
    }

    /// What becomes of a null in a feature.
    public NullRule nullsOf(Feature feature) {
        NullRule own = feature.nulls();
        if (own != null) {
            return own;
        }
        return nullConstant == null ? new NullRule.Exclude() : new NullRule.Constant(nullConstant);
    }

    /// Encodes a row.
    ///
    /// @param cells one per feature in declared order, then the label
    public Encoded encode(List<? extends Cell> cells) {
        if (cells.size() != features.size() + 1) {
            throw new IllegalArgumentException(
                    "%d cells for %d features and a label".formatted(cells.size(), features.size()));
        }
        double[] row = new double[width() + 1];
        int at = 0;
        for (int i = 0; i < features.size(); i++) {
            Feature feature = features.get(i);
            String problem = encode(feature, cells.get(i), row, at);
            if (problem != null) {
                return new Encoded.Refused(problem);
            }
            at += feature.width();
        }
        String problem = encodeLabel(cells.getLast(), row, at);
        return problem == null ? new Encoded.Row(row) : new Encoded.Refused(problem);
    }

    private @Nullable String encodeLabel(Cell cell, double[] row, int at) {
        if (cell instanceof Cell.Missing) {
            return label.column() + " is null";
        }
        return switch (label.kind()) {
            case NUMERIC ->
                cell instanceof Cell.Numeric(double value)
                        ? put(label.column(), value, row, at)
                        : label.column() + " is not a number";
            case BOOLEAN ->
                cell instanceof Cell.Flag(boolean value)
                        ? put(label.column(), value ? 1 : 0, row, at)
                        : label.column() + " is not a boolean";
            case CATEGORICAL ->
                cell instanceof Cell.Text(String value)
                        ? encodeClass(label.values().indexOf(value), row, at)
                        : label.column() + " is not a text";
            case DATE -> throw new IllegalStateException("no label is a date");
        };
    }

    private @Nullable String encodeClass(int number, double[] row, int at) {
        return number < 0 ? label.column() + " is none of the declared classes" : put(label.column(), number, row, at);
    }

    private @Nullable String encode(Feature feature, Cell cell, double[] row, int at) {
        String column = feature.column();
        return switch (cell) {
            case Cell.Missing() -> missing(feature, row, at);
            case Cell.Numeric number ->
                switch (feature.kind()) {
                    case NUMERIC -> number(feature, number.value(), row, at);
                    case BOOLEAN -> column + " is not a boolean";
                    case CATEGORICAL -> column + " is not a text";
                    case DATE -> parts(feature, number.value(), row, at);
                };
            case Cell.Flag flag ->
                switch (feature.kind()) {
                    case NUMERIC -> column + " is not a number";
                    case BOOLEAN -> put(column, flag.value() ? 1 : 0, row, at);
                    case CATEGORICAL -> column + " is not a text";
                    case DATE -> noDate(column);
                };
            case Cell.Text text ->
                switch (feature.kind()) {
                    case NUMERIC -> column + " is not a number";
                    case BOOLEAN -> column + " is not a boolean";
                    case CATEGORICAL -> text(feature, text.value(), row, at);
                    case DATE -> noDate(column);
                };
        };
    }

    private static String noDate(String column) {
        return column + " is no date of the years 1 to 9999";
    }

    private static @Nullable String number(Feature feature, double value, double[] row, int at) {
        return feature.transform() instanceof Transform.Log && value <= 0
                ? feature.column() + " is not above 0 and has no logarithm"
                : put(feature.column(), feature.seen(value), row, at);
    }

    private static @Nullable String text(Feature feature, String value, double[] row, int at) {
        if (feature.transform() instanceof Transform.Hash hash) {
            int bucket = hash.bucket(value);
            if (bucket > 0) {
                row[at + bucket - 1] = 1;
            }
            return null;
        }
        return category(feature, feature.values().indexOf(value), row, at);
    }

    private static @Nullable String parts(Feature feature, double seconds, double[] row, int at) {
        for (int i = 0; i < feature.parts().size(); i++) {
            row[at + i] = feature.parts().get(i).of(seconds);
        }
        return null;
    }

    private @Nullable String missing(Feature feature, double[] row, int at) {
        return switch (nullsOf(feature)) {
            case NullRule.Exclude() -> feature.column() + " is null";
            case NullRule.Constant(double value) ->
                switch (feature.kind()) {
                    case NUMERIC, BOOLEAN -> put(feature.column(), value, row, at);
                    case CATEGORICAL ->
                        feature.transform() instanceof Transform.Hash
                                ? text(feature, "", row, at)
                                : category(feature, -1, row, at);
                    case DATE -> {
                        Arrays.fill(row, at, at + feature.width(), value);
                        yield GramMatrix.fits(value) ? null : feature.column() + " is out of range";
                    }
                };
            case NullRule.Mean(), NullRule.Median() -> put(feature.column(), 1, row, at + 1);
        };
    }

    /// @param value the number of the declared value; −1: undeclared
    private static @Nullable String category(Feature feature, int value, double[] row, int at) {
        if (value != 0) {
            row[at + (value < 0 ? feature.width() : value) - 1] = 1;
        }
        return null;
    }

    private static @Nullable String put(String column, double value, double[] row, int at) {
        row[at] = value;
        return GramMatrix.fits(value) ? null : column + " is out of range";
    }
}
