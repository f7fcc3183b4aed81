package io.headrace.worker.fitting;

import io.headrace.exact.Cell;
import io.headrace.exact.Encoding;
import io.headrace.exact.Feature;
import io.headrace.exact.NullRule;
import io.headrace.exact.Transform;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a row becomes the numbers that a model is fitted to: what [RawColumns] does with raw columns.
///
/// - A numeric is its value or its logarithm. A null takes its constant, or the median where that is known;
///   where it would take the mean, or a median that is not known, it is NaN. Where such nulls are marked a
///   second column says that it was null.
/// - A boolean is 0 or 1; a null takes its constant, of which only 0 is false.
/// - A categorical is one column per declared value, 1 where it is that value. An undeclared one, and null,
///   is 0 in all. A text that is hashed is one column per bucket; null is an empty text.
/// - A date is one column per part; a null takes its constant in all.
///
/// @param marksNulls whether there is a second column for each numeric whose nulls take mean or median
/// @param medians of the numerics whose nulls take it, by column; without one NaN stays NaN
public record Columns(Encoding encoding, boolean marksNulls, SortedMap<String, Double> medians) {

    public Columns {
        medians = Collections.unmodifiableSortedMap(new TreeMap<>(medians));
    }

    /// Of what knows missing values: nulls are not marked, and none takes a value of others.
    public static Columns withMissing(Encoding encoding) {
        return new Columns(encoding, false, Collections.emptySortedMap());
    }

    /// Of what knows none: nulls are marked. Looks for medians in the training rows.
    public static Columns marked(Encoding encoding, Rows rows) {
        return new Columns(encoding, true, Medians.of(encoding, rows));
    }

    public int width() {
        return encoding.features().stream().mapToInt(this::width).sum();
    }

    /// Of one feature.
    public int width(Feature feature) {
        return switch (feature.kind()) {
            case NUMERIC -> marksNull(feature) ? 2 : 1;
            case BOOLEAN -> 1;
            case CATEGORICAL ->
                feature.transform() instanceof Transform.Hash(int buckets)
                        ? buckets
                        : feature.values().size();
            case DATE -> feature.parts().size();
        };
    }

    /// Whether a second column says that the feature was null.
    public boolean marksNull(Feature feature) {
        return marksNulls && feature.takesMeanOrMedian();
    }

    /// What nulls take, of each feature whose nulls are marked, by its column.
    ///
    /// @param means one per column
    public SortedMap<String, Double> fillings(double[] means) {
        SortedMap<String, Double> fillings = new TreeMap<>();
        int at = 0;
        for (Feature feature : encoding.features()) {
            if (marksNull(feature)) {
                fillings.put(feature.column(), medians.getOrDefault(feature.column(), means[at]));
            }
            at += width(feature);
        }
        return fillings;
    }

    /// Writes a row.
    ///
    /// @param cells one per feature; more are not looked at
    /// @param row as wide as the columns
    public void put(List<Cell> cells, double[] row) {
        int at = 0;
        List<Feature> features = encoding.features();
        for (int i = 0; i < features.size(); i++) {
            Feature feature = features.get(i);
            Cell cell = cells.get(i);
            switch (feature.kind()) {
                case NUMERIC -> {
                    row[at] = number(feature, cell);
                    if (marksNull(feature)) {
                        row[at + 1] = cell instanceof Cell.Missing ? 1 : 0;
                    }
                }
                case BOOLEAN -> row[at] = number(feature, cell);
                case CATEGORICAL -> category(feature, text(feature, cell), row, at);
                case DATE -> date(feature, cell, row, at);
            }
            at += width(feature);
        }
    }

    private void category(Feature feature, String text, double[] row, int at) {
        int value = feature.transform() instanceof Transform.Hash hash
                ? hash.bucket(text)
                : feature.values().indexOf(text);
        for (int one = 0; one < width(feature); one++) {
            row[at + one] = one == value ? 1 : 0;
        }
    }

    private void date(Feature feature, Cell cell, double[] row, int at) {
        for (int i = 0; i < feature.parts().size(); i++) {
            row[at + i] = cell instanceof Cell.Numeric(double seconds)
                    ? feature.parts().get(i).of(seconds)
                    : number(feature, cell);
        }
    }

    private double number(Feature feature, Cell cell) {
        return switch (cell) {
            case Cell.Numeric(double value) -> feature.seen(value);
            case Cell.Flag(boolean value) -> value ? 1 : 0;
            case Cell.Missing() ->
                switch (encoding.nullsOf(feature)) {
                    case NullRule.Constant(double value) ->
                        feature.kind() == Feature.Kind.BOOLEAN ? flag(value) : value;
                    case NullRule.Mean() -> Double.NaN;
                    case NullRule.Median() -> medians.getOrDefault(feature.column(), Double.NaN);
                    case NullRule.Exclude() -> throw wrong(feature, cell);
                };
            case Cell.Text _ -> throw wrong(feature, cell);
        };
    }

    private static double flag(double constant) {
        return constant == 0 ? 0 : 1;
    }

    private static String text(Feature feature, Cell cell) {
        return switch (cell) {
            case Cell.Text(String value) -> value;
            case Cell.Missing() -> "";
            case Cell.Numeric _, Cell.Flag _ -> throw wrong(feature, cell);
        };
    }

    private static IllegalArgumentException wrong(Feature feature, Cell cell) {
        return new IllegalArgumentException(
                "%s cannot be %s in a row of the dataset: it is %s".formatted(feature.column(), cell, feature.kind()));
    }
}
