package io.headrace.simulation.store;

import io.headrace.simulation.Partial;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A database that knows the answers to a few questions and can do nothing else.
public final class Answers {

    private Answers() {}

    /// A database with some answers.
    ///
    /// @param answer rows to a query and its arguments
    public static DataSource connections(
            BiFunction<String, List<@Nullable Object>, List<Map<String, @Nullable Object>>> answer) {
        return Partial.as(DataSource.class, new Asked(answer));
    }

    /// Data source and connection in one.
    public record Asked(BiFunction<String, List<@Nullable Object>, List<Map<String, @Nullable Object>>> answer) {

        public Connection getConnection() {
            return Partial.as(Connection.class, this);
        }

        public PreparedStatement prepareStatement(String sql) {
            return Partial.as(PreparedStatement.class, new OpenStatement(arguments -> rows(sql, arguments)));
        }

        public void rollback() {}

        public void close() {}

        private Command.Result rows(String sql, List<@Nullable Object> arguments) {
            List<Row> rows = answer.apply(sql, arguments).stream().map(Row::of).toList();
            List<String> columns = rows.isEmpty()
                    ? List.of()
                    : List.copyOf(rows.getFirst().values().keySet());
            return new Command.Result(columns, rows, 0);
        }
    }
}
