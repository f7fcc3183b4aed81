package io.headrace.worker.trees;

import io.headrace.exact.Cell;
import io.headrace.exact.Encoding;
import io.headrace.exact.Feature;
import io.headrace.exact.NullRule;
import java.util.List;

/// How a row becomes the float32 columns that trees split: what [TreeGraph] does with raw columns.
///
/// - A numeric is its nearest float. A null takes its constant; where it would take the mean, it is missing, and each
///   split has learnt which way that goes.
/// - A boolean is 0 or 1; a null takes its constant, of which only 0 is false.
/// - A categorical is one column per declared value, 1 where it is that value. An undeclared one, and null, is 0 in
///   all.
record TreeColumns(Encoding encoding) {

    int width() {
        return encoding.features().stream().mapToInt(TreeColumns::width).sum();
    }

    static int width(Feature feature) {
        return switch (feature.kind()) {
            case NUMERIC, BOOLEAN -> 1;
            case CATEGORICAL -> feature.values().size();
        };
    }

    /// Writes a row.
    ///
    /// @param cells one per feature; more are not looked at
    /// @param columns zeros from `start` on
    void put(List<Cell> cells, float[] columns, int start) {
        int at = start;
        List<Feature> features = encoding.features();
        for (int i = 0; i < features.size(); i++) {
            Feature feature = features.get(i);
            switch (feature.kind()) {
                case NUMERIC, BOOLEAN -> columns[at] = (float) number(feature, cells.get(i));
                case CATEGORICAL -> {
                    int value = feature.values().indexOf(text(feature, cells.get(i)));
                    if (value >= 0) {
                        columns[at + value] = 1;
                    }
                }
            }
            at += width(feature);
        }
    }

    private double number(Feature feature, Cell cell) {
        return switch (cell) {
            case Cell.Numeric(double value) -> value;
            case Cell.Flag(boolean value) -> value ? 1 : 0;
            case Cell.Missing() ->
                switch (encoding.nullsOf(feature)) {
                    case NullRule.Constant(double value) ->
                        feature.kind() == Feature.Kind.BOOLEAN ? flag(value) : value;
                    case NullRule.Mean() -> Double.NaN;
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
