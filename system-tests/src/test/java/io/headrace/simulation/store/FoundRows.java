package io.headrace.simulation.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the services ask of a [java.sql.ResultSet].
public final class FoundRows {

    private final List<String> columns;
    private final List<Row> rows;
    private int at = -1;

    FoundRows(List<String> columns, List<Row> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    public boolean next() {
        return ++at < rows.size();
    }

    public @Nullable String getString(int column) {
        return (String) value(column);
    }

    public long getLong(int column) {
        return Values.number(value(column));
    }

    public int getInt(int column) {
        return Math.toIntExact(getLong(column));
    }

    public byte @Nullable [] getBytes(int column) {
        return (byte[]) value(column);
    }

    public <T> @Nullable T getObject(int column, Class<T> type) {
        Object value = value(column);
        return type.cast(
                value instanceof Instant time && type.equals(OffsetDateTime.class)
                        ? time.atOffset(ZoneOffset.UTC)
                        : value);
    }

    public @Nullable String getString(String column) {
        return (String) value(columns.indexOf(column) + 1);
    }

    public long getLong(String column) {
        return Values.number(value(columns.indexOf(column) + 1));
    }

    public boolean getBoolean(String column) {
        return Boolean.TRUE.equals(value(columns.indexOf(column) + 1));
    }

    public void close() {}

    private @Nullable Object value(int column) {
        return rows.get(at).get(columns.get(column - 1));
    }
}
