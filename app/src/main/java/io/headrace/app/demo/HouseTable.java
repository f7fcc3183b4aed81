package io.headrace.app.demo;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.app.commands.Session;
import io.headrace.app.timing.Sent;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The houses of the story: a table, and what a day does to it.
///
/// A house is worth its area, its rooms, its garden, its district, and what nobody can explain.
final class HouseTable implements AutoCloseable {

    private final Connection connection;
    private final String name;
    private long lastId;

    private HouseTable(Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /// Makes a table under a name that is free: the demo never touches what is there.
    static HouseTable create(Environment environment, String name) throws SQLException {
        HouseTable table = new HouseTable(DriverManager.getConnection(environment.pgUrl()), name);
        table.connection.setAutoCommit(false);
        table.commit("""
                create table %s (
                    id bigint primary key,
                    area_m2 double precision not null,
                    rooms integer not null,
                    garden boolean not null,
                    district text not null,
                    price numeric(14, 2) not null)
                """.formatted(name));
        table.commit("select setseed(0.42)");
        return table;
    }

    /// `house`, or `house_2`, `house_3`… where earlier demos left theirs.
    static String freeSuffix(Session session) {
        int number = 1;
        while (session.row("select to_regclass(?)::text as taken", "public.house" + suffix(number))
                .orElseThrow()
                .has("taken")) {
            number++;
        }
        return suffix(number);
    }

    private static String suffix(int number) {
        return number == 1 ? "" : "_" + number;
    }

    String name() {
        return name;
    }

    /// Adds houses in one transaction.
    void build(int houses) throws SQLException {
        commit(insert(houses));
    }

    /// A day at the land registry, in one transaction: 800 houses are new, 300 are sold at another price, 50 go.
    void day() throws SQLException {
        commit(
                insert(800),
                "update %s set price = round(price * 1.03, 2) where id %% 167 = 3 and id <= 50000".formatted(name),
                "delete from %s where id %% 1000 = 7 and id <= 50000".formatted(name));
    }

    /// Adds one house. Its position is an LSN: every cut that covers the commit, and none before, is greater.
    Sent buildOne() throws SQLException {
        execute(insert(1));
        Sent sent = new Sent(currentLsn(), System.nanoTime());
        connection.commit();
        return sent;
    }

    /// Somebody loads prices in cents.
    ///
    /// @return the id of the first such house
    long badLoad(int houses) throws SQLException {
        long first = lastId + 1;
        commit(insert(houses), "update %s set price = price * 100 where id >= %d".formatted(name, first));
        return first;
    }

    void repair(long first) throws SQLException {
        commit("update %s set price = round(price / 100, 2) where id >= %d".formatted(name, first));
    }

    /// Adds a house like no other, so that a model that has seen it is another model.
    void buildPalace() throws SQLException {
        lastId++;
        commit("insert into %s values (%d, 900, 30, true, 'south', 1650000)".formatted(name, lastId));
    }

    /// Deletes the house that was built last.
    void deleteLast() throws SQLException {
        commit("delete from %s where id = %d".formatted(name, lastId));
    }

    /// An LSN that every later commit is beyond.
    long currentLsn() throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn");
                ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("PostgreSQL has no WAL position");
            }
            return row.getBigDecimal(1).longValueExact();
        }
    }

    private String insert(int houses) {
        long first = lastId + 1;
        lastId += houses;
        return """
                insert into %s
                select id, area, rooms, garden, district,
                       round((1500 * area + 12000 * rooms + case when garden then 20000 else 0 end
                              + case district when 'north' then 0 when 'east' then -25000
                                              when 'south' then 45000 else 15000 end
                              + random_normal(0, 25000))::numeric, 2)
                from (select id, round((40 + 160 * random())::numeric, 1)::float8 as area,
                             1 + floor(6 * random())::int as rooms, random() < 0.4 as garden,
                             (array['north', 'east', 'south', 'west'])[1 + floor(4 * random())::int] as district
                      from generate_series(%d, %d) as id) as drawn
                """.formatted(name, first, lastId);
    }

    private void commit(String... statements) throws SQLException {
        for (String sql : statements) {
            execute(sql);
        }
        connection.commit();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean _ = statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw CommandFailure.failed("the demo's connection did not close: " + e.getMessage());
        }
    }
}
