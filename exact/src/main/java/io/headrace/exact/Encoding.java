package io.headrace.exact;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a row becomes numbers, and what these are called: the one agreement between the dataset that
/// encodes rows, the trainer that names coefficients, and the artifact that answers for raw columns.
///
/// - A numeric is its value, a boolean 0 or 1.
/// - A categorical is one column per declared value but the first, `district=east`, and one for every
///   undeclared value, `district (other)`; the first declared value is all zeros.
/// - A label is its value, 0 or 1, or the number of its class from 0; a row of an undeclared class is
///   excluded.
/// - A null feature excludes the row, or, with a constant, a numeric or boolean takes the constant, and
///   a categorical counts as undeclared; a feature may have a rule of its own. A null label always
///   excludes.
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
                case CATEGORICAL -> {
                    for (String value :
                            feature.values().subList(1, feature.values().size())) {
                        columns.add(feature.column() + "=" + value);
                    }
                    columns.add(feature.column() + " (other)");
                }
            }
        }
        return columns;
    }

    /// The encoded columns (from 0) whose nulls are imputed; the one behind each says that it was null.
    public List<Integer> imputedColumns() {
        List<Integer> columns = new ArrayList<>();
        int at = 0;
        for (Feature feature : features) {
            if (feature.takesMeanOrMedian()) {
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
                    case NUMERIC -> put(column, number.value(), row, at);
                    case BOOLEAN -> column + " is not a boolean";
                    case CATEGORICAL -> column + " is not a text";
                };
            case Cell.Flag flag ->
                switch (feature.kind()) {
                    case NUMERIC -> column + " is not a number";
                    case BOOLEAN -> put(column, flag.value() ? 1 : 0, row, at);
                    case CATEGORICAL -> column + " is not a text";
                };
            case Cell.Text text ->
                switch (feature.kind()) {
                    case NUMERIC -> column + " is not a number";
                    case BOOLEAN -> column + " is not a boolean";
                    case CATEGORICAL -> category(feature, feature.values().indexOf(text.value()), row, at);
                };
        };
    }

    private @Nullable String missing(Feature feature, double[] row, int at) {
        return switch (nullsOf(feature)) {
            case NullRule.Exclude() -> feature.column() + " is null";
            case NullRule.Constant(double value) ->
                switch (feature.kind()) {
                    case NUMERIC, BOOLEAN -> put(feature.column(), value, row, at);
                    case CATEGORICAL -> category(feature, -1, row, at);
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
