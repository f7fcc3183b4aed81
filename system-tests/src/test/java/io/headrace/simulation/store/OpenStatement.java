package io.headrace.simulation.store;

import io.headrace.simulation.Partial;
import io.headrace.simulation.store.Command.Result;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the services ask of a [java.sql.PreparedStatement].
public final class OpenStatement {

    private final Runner runner;
    private final List<@Nullable Object> arguments = new ArrayList<>();
    private final List<List<@Nullable Object>> batch = new ArrayList<>();

    OpenStatement(Runner runner) {
        this.runner = runner;
    }

    /// Executes the statement.
    @FunctionalInterface
    interface Runner {
        Result run(List<@Nullable Object> arguments) throws SQLException;
    }

    public void setString(int index, @Nullable String value) {
        set(index, value);
    }

    public void setInt(int index, int value) {
        set(index, value);
    }

    public void setLong(int index, long value) {
        set(index, value);
    }

    public void setBytes(int index, byte @Nullable [] value) {
        set(index, value);
    }

    public void setObject(int index, @Nullable Object value) {
        set(index, value);
    }

    public void setObject(int index, @Nullable Object value, int type) {
        set(index, value);
    }

    public void setNull(int index, int type) {
        set(index, null);
    }

    public void setArray(int index, Array value) throws SQLException {
        set(index, value.getArray());
    }

    public boolean execute() throws SQLException {
        run(arguments);
        return false;
    }

    public int executeUpdate() throws SQLException {
        return run(arguments).changed();
    }

    public void addBatch() {
        batch.add(new ArrayList<>(arguments));
    }

    public int[] executeBatch() throws SQLException {
        int[] changed = new int[batch.size()];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = run(batch.get(i)).changed();
        }
        batch.clear();
        return changed;
    }

    public ResultSet executeQuery() throws SQLException {
        Result result = run(arguments);
        return Partial.as(ResultSet.class, new FoundRows(result.columns(), result.rows()));
    }

    public void close() {}

    private Result run(List<@Nullable Object> arguments) throws SQLException {
        return runner.run(arguments);
    }

    private void set(int index, @Nullable Object value) {
        while (arguments.size() < index) {
            arguments.add(null);
        }
        arguments.set(index - 1, value);
    }
}
