package io.headrace.registry.fold;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Applies changes to the tables of a schema, in a transaction that belongs to the caller.
///
/// @param schema the name of the live one, or of one that is rebuilt beside it
public record ChangeWriter(String schema) {

    /// Applies the changes in order.
    public void write(Connection tx, List<Change> changes) throws SQLException {
        for (Change change : changes) {
            switch (change) {
                case Change.Insert insert -> insert(tx, insert);
                case Change.Update update -> update(tx, update);
            }
        }
    }

    private void insert(Connection tx, Change.Insert insert) throws SQLException {
        Collection<String> columns = insert.row().keySet();
        String sql = "INSERT INTO %s.%s (%s) VALUES (%s) ON CONFLICT (event_id) DO NOTHING"
                .formatted(
                        schema,
                        insert.table(),
                        String.join(", ", columns),
                        String.join(", ", Collections.nCopies(columns.size(), "?")));
        execute(tx, sql, insert.row().values());
    }

    private void update(Connection tx, Change.Update update) throws SQLException {
        String sql = "UPDATE %s.%s SET %s WHERE %s AND %s IS NULL AND last_sequence < ?"
                .formatted(
                        schema,
                        update.table(),
                        update.set().keySet().stream().map(c -> c + " = ?").collect(Collectors.joining(", ")),
                        update.key().keySet().stream().map(c -> c + " = ?").collect(Collectors.joining(" AND ")),
                        update.open());
        List<@Nullable Object> arguments = new ArrayList<>(update.set().values());
        arguments.addAll(update.key().values());
        arguments.add(update.set().get("last_sequence"));
        execute(tx, sql, arguments);
    }

    private static void execute(Connection tx, String sql, Collection<? extends @Nullable Object> arguments)
            throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement(sql)) {
            int index = 1;
            for (@Nullable Object argument : arguments) {
                bind(tx, statement, index++, argument);
            }
            statement.executeUpdate();
        }
    }

    /// Text is sent without a type, so that the column's decides: text, jsonb or pg_lsn.
    private static void bind(Connection tx, PreparedStatement statement, int index, @Nullable Object argument)
            throws SQLException {
        switch (argument) {
            case null -> statement.setNull(index, Types.OTHER);
            case String text -> statement.setObject(index, text, Types.OTHER);
            case Json json -> statement.setObject(index, json.text(), Types.OTHER);
            case Instant time -> statement.setObject(index, time.atOffset(ZoneOffset.UTC));
            case List<?> items -> statement.setArray(index, tx.createArrayOf(type(items), items.toArray()));
            case ByteBuffer bytes -> statement.setBytes(index, copy(bytes));
            case Object plain -> statement.setObject(index, plain);
        }
    }

    private static String type(List<?> items) {
        return !items.isEmpty() && items.getFirst() instanceof Long ? "bigint" : "text";
    }

    private static byte[] copy(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return copy;
    }
}
