package io.headrace.simulation.store;

import io.headrace.simulation.Hazard;
import io.headrace.simulation.Partial;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL in memory, as far as the services need one: their own SQL, constraints, transactions, a log of what
/// was committed, and times when it is away.
public final class Store {

    /// Statements are few and parse to the same, whoever sends them.
    private static final Map<String, Command> PARSED = new ConcurrentHashMap<>();

    private final Map<String, Table> tables = new TreeMap<>();
    private final Consumer<List<Written>> wal;
    private boolean isAway;

    /// An empty one.
    ///
    /// @param wal takes the changes of each commit
    public Store(Consumer<List<Written>> wal) {
        this.wal = wal;
    }

    /// A row that a transaction wrote.
    public record Written(
            String table,
            @Nullable Map<String, @Nullable Object> before,
            @Nullable Map<String, @Nullable Object> after) {}

    /// Makes a table.
    ///
    /// @param uniques columns by the constraint's name; the first is the primary key
    public void create(String table, Map<String, List<String>> uniques) {
        tables.put(table, new Table(table, uniques));
    }

    /// Connections of one service.
    public DataSource connections(String who, Hazard hazard) {
        return Partial.as(DataSource.class, new Connections(who, hazard));
    }

    /// The committed rows of a table.
    public List<Map<String, @Nullable Object>> rows(String table) {
        return Session.values(table(table));
    }

    public void setAway(boolean away) {
        isAway = away;
    }

    public boolean isAway() {
        return isAway;
    }

    Table table(String name) {
        Table table = tables.get(name);
        if (table == null) {
            throw new IllegalStateException("the simulation's database has no table " + name);
        }
        return table;
    }

    static Command command(String sql) {
        return PARSED.computeIfAbsent(sql, Parser::parse);
    }

    void committed(List<Written> written) {
        if (!written.isEmpty()) {
            wal.accept(new ArrayList<>(written));
        }
    }

    void mustBeThere() throws SQLException {
        if (isAway) {
            throw away();
        }
    }

    static SQLException away() {
        return new SQLRecoverableException("the database is away", "08006");
    }

    /// What a service asks of its pool.
    public final class Connections {

        private final String who;
        private final Hazard hazard;

        private Connections(String who, Hazard hazard) {
            this.who = who;
            this.hazard = hazard;
        }

        public Connection getConnection() throws SQLException {
            mustBeThere();
            return Partial.as(Connection.class, new OpenConnection(who, new Session(Store.this, hazard)));
        }
    }
}
