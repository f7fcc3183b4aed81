package io.headrace.app.commands;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;
import tools.jackson.databind.json.JsonMapper;

/// A row that a statement returned: strings, numbers, booleans, instants, lists and maps, by column.
public record Row(Map<String, @Nullable Object> columns) {

    static Row read(ResultSet result, ResultSetMetaData columns) throws SQLException {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            row.put(columns.getColumnLabel(i), plain(result.getObject(i)));
        }
        return new Row(row);
    }

    private static @Nullable Object plain(@Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> null;
            case Timestamp time -> time.toInstant();
            case Array array -> Arrays.asList((Object[]) array.getArray());
            case PGobject typed -> tree(typed);
            case UUID id -> id.toString();
            default -> value;
        };
    }

    /// JSON as what it says, other types as PostgreSQL writes them.
    private static @Nullable Object tree(PGobject typed) {
        String text = typed.getValue();
        boolean json = typed.getType().startsWith("json");
        return text == null || !json ? text : JsonMapper.shared().readValue(text, Object.class);
    }

    public boolean has(String column) {
        return columns.get(column) != null;
    }

    @Nullable
    Object value(String column) {
        return columns.get(column);
    }

    /// The value as a person reads it; empty where it is null.
    public String text(String column) {
        return Print.shown(columns.get(column));
    }

    public long number(String column) {
        return ((Number) Objects.requireNonNull(columns.get(column), column)).longValue();
    }

    public double real(String column) {
        return ((Number) Objects.requireNonNull(columns.get(column), column)).doubleValue();
    }

    public boolean is(String column) {
        return Boolean.TRUE.equals(columns.get(column));
    }

    Optional<Instant> time(String column) {
        return Optional.ofNullable((Instant) columns.get(column));
    }

    /// An array, or a JSON list; empty where it is null.
    List<?> list(String column) {
        return columns.get(column) instanceof List<?> list ? list : List.of();
    }
}
