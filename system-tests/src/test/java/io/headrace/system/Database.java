package io.headrace.system;

import static org.awaitility.Awaitility.await;

import io.headrace.app.Environment;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A person with nothing but SQL.
final class Database implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Connection sql;

    private Database(Connection sql) {
        this.sql = sql;
    }

    static Database open(Environment environment) throws SQLException {
        return open(environment.pgUrl());
    }

    /// @param url for JDBC, user and password included
    static Database open(String url) throws SQLException {
        return new Database(DriverManager.getConnection(url));
    }

    /// A table of houses whose price follows from the other columns, more or less. It is not shared.
    void createHouses(String table, int rows) {
        transaction(List.of(
                "create table " + table + " (id int primary key, area float8, rooms int, district text, price numeric)",
                "insert into " + table + " select i, 40 + i % 90, 1 + i % 5,"
                        + " (array['north', 'east', 'south', 'west'])[1 + i % 4],"
                        + " 2000 * (40 + i % 90) + 9000 * (i % 5) + (i * 7919) % 20000"
                        + " from generate_series(1, " + rows + ") i"));
    }

    void execute(String statement, Object... values) {
        try (PreparedStatement prepared = prepared(statement, values)) {
            prepared.execute();
        } catch (SQLException e) {
            throw new AssertionError(statement, e);
        }
    }

    /// Several statements in one transaction.
    void transaction(List<String> statements) {
        try (Statement all = sql.createStatement()) {
            all.execute("begin; " + String.join("; ", statements) + "; commit");
        } catch (SQLException e) {
            throw new AssertionError(statements.toString(), e);
        }
    }

    /// The first column of the rows, as text.
    List<String> texts(String query, Object... values) {
        try (PreparedStatement prepared = prepared(query, values);
                ResultSet rows = prepared.executeQuery()) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(String.valueOf(rows.getString(1)));
            }
            return found;
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }

    /// The one value of a query, once it is there.
    String eventually(String query, Object... values) {
        return await("a row of: " + query)
                .atMost(PATIENCE)
                .until(() -> texts(query, values), rows -> !rows.isEmpty())
                .getFirst();
    }

    /// Asks for something, and waits for the answer.
    ///
    /// @return the sentence, behind `yes: ` or `no: `
    String request(String kind, String pipeline) {
        UUID id = UUID.randomUUID();
        execute("insert into headrace.request (id, kind, pipeline) values (?, ?, ?)", id, kind, pipeline);
        return eventually("""
                select case when accepted then 'yes: ' else 'no: ' end || sentence
                from headrace_registry.request where id = ?
                """, id);
    }

    void apply(String pipeline, String spec) {
        execute("""
                insert into headrace.pipeline (name, spec) values (?, ?::jsonb)
                on conflict (name) do update set spec = excluded.spec
                """, pipeline, spec);
    }

    /// Runs one transaction that changes a table, and waits until a model that has seen it is in production.
    ///
    /// The pipeline's trigger is `{changes: 1}`, so every transaction that changes its rows is worth a run.
    ///
    /// @return the digest of the model's bytes
    String deployedAfter(String pipeline, List<String> statements) {
        String before = texts("select date_trunc('milliseconds', clock_timestamp())::text")
                .getFirst();
        transaction(statements);
        return eventually("""
                select sha256 from headrace_registry.production
                where pipeline = ? and until is null and committed_at >= ?::timestamptz
                """, pipeline, before);
    }

    /// The digest of a pipeline's first model.
    String firstDeployed(String pipeline) {
        return eventually("select sha256 from headrace_registry.production where pipeline = ?", pipeline);
    }

    private PreparedStatement prepared(String statement, Object... values) throws SQLException {
        PreparedStatement prepared = sql.prepareStatement(statement);
        for (int i = 0; i < values.length; i++) {
            prepared.setObject(i + 1, values[i]);
        }
        return prepared;
    }

    @Override
    public void close() throws SQLException {
        sql.close();
    }
}
