package io.headrace.simulation.promises;

import io.headrace.dataset.core.Kind;
import io.headrace.dataset.core.RowShape;
import io.headrace.dataset.core.RowValues;
import io.headrace.simulation.source.Shape;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A row of the source, to be assessed without a topic between.
record ScratchRow(RowShape shape, Map<String, @Nullable Object> row) implements RowValues {

    static RowShape shape(Shape table) {
        return new RowShape(
                table.columns().stream().map(Shape.Column::name).toList(),
                table.columns().stream().map(column -> kind(column.type())).toList());
    }

    private static Kind kind(Shape.Type type) {
        return switch (type) {
            case INT, LONG -> Kind.INTEGER;
            case DOUBLE -> Kind.FLOATING;
            case BOOLEAN -> Kind.BOOLEAN;
            case TEXT -> Kind.TEXT;
        };
    }

    @Override
    public boolean isNull(int column) {
        return row.get(shape.name(column)) == null;
    }

    @Override
    public long integer(int column) {
        return ((Number) value(column)).longValue();
    }

    @Override
    public double floating(int column) {
        return ((Number) value(column)).doubleValue();
    }

    @Override
    public boolean flag(int column) {
        return (Boolean) value(column);
    }

    @Override
    public String text(int column) {
        return (String) value(column);
    }

    private Object value(int column) {
        return Objects.requireNonNull(row.get(shape.name(column)));
    }
}
