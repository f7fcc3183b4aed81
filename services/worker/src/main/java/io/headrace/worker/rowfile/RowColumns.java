package io.headrace.worker.rowfile;

import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.core.RowShape;
import io.headrace.dataset.stream.DatasetRow;
import io.headrace.exact.Cell;
import io.headrace.exact.Feature;
import io.headrace.exact.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The columns of a file of a dataset's rows: those of the key that are not declared, the features, the label, and
/// last, where the file has both splits, which of them a row is in.
///
/// @param keys which columns of the key there are
public record RowColumns(List<Column> columns, List<Integer> keys) {

    /// Which split a row is in: `train` or `test`.
    public static final String SPLIT = "headrace_split";

    public RowColumns {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
    }

    /// A column, any of whose values may be null.
    public record Column(String name, Type type) {}

    /// What a value is.
    public enum Type {
        /// `Long`.
        INTEGER,
        /// `Double`.
        NUMBER,
        /// `Boolean`.
        FLAG,
        /// `String`.
        TEXT
    }

    /// Those of a pipeline's dataset.
    ///
    /// @param key of its table
    public static RowColumns of(RowShape key, Declaration declaration) {
        List<Integer> keys = IntStream.range(0, key.size())
                .filter(column -> !declaration.columns().contains(key.name(column)))
                .boxed()
                .toList();
        List<Column> columns = new ArrayList<>();
        keys.forEach(column -> columns.add(new Column(key.name(column), type(key, column))));
        declaration
                .encoding()
                .features()
                .forEach(feature -> columns.add(new Column(feature.column(), type(feature.kind()))));
        Label label = declaration.encoding().label();
        columns.add(new Column(label.column(), type(label.kind())));
        columns.add(new Column(SPLIT, Type.TEXT));
        return new RowColumns(columns, keys);
    }

    /// A row's values, one for each column.
    public List<@Nullable Object> values(DatasetRow row) {
        List<@Nullable Object> values = new ArrayList<>(columns.size());
        for (int i = 0; i < keys.size(); i++) {
            values.add(value(columns.get(i).type(), row.key().get(keys.get(i))));
        }
        row.cells().forEach(cell -> values.add(value(cell)));
        if (hasSplit()) {
            values.add(row.test() ? "test" : "train");
        }
        return values;
    }

    /// The same without the column that says which split a row is in.
    public RowColumns withoutSplit() {
        return hasSplit() ? new RowColumns(columns.subList(0, columns.size() - 1), keys) : this;
    }

    private boolean hasSplit() {
        return columns.getLast().name().equals(SPLIT);
    }

    private static Type type(RowShape key, int column) {
        return switch (key.kind(column)) {
            case INTEGER -> Type.INTEGER;
            case FLOATING -> Type.NUMBER;
            case BOOLEAN -> Type.FLAG;
            case TEXT, OTHER -> Type.TEXT;
        };
    }

    private static Type type(Feature.Kind kind) {
        return switch (kind) {
            case NUMERIC, DATE -> Type.NUMBER;
            case BOOLEAN -> Type.FLAG;
            case CATEGORICAL -> Type.TEXT;
        };
    }

    private static Object value(Type type, String text) {
        return switch (type) {
            case INTEGER -> Long.valueOf(text);
            case NUMBER -> Double.valueOf(text);
            case FLAG -> Boolean.valueOf(text);
            case TEXT -> text;
        };
    }

    private static @Nullable Object value(Cell cell) {
        return switch (cell) {
            case Cell.Missing _ -> null;
            case Cell.Numeric(double number) -> number;
            case Cell.Flag(boolean flag) -> flag;
            case Cell.Text(String text) -> text;
        };
    }
}
