package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.app.Environment;
import io.headrace.app.up.Progress;
import io.headrace.app.up.Up;
import io.headrace.client.Headrace;
import io.headrace.embedded.ServerPorts;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

/// A running `up`, and the hands of a person at it: SQL and a subscription, nothing else.
final class Installation implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Up up;
    private final Connection sql;
    private final Headrace client;

    private Installation(Up up, Connection sql, Headrace client) {
        this.up = up;
        this.sql = sql;
        this.client = client;
    }

    static Installation start(Path data) throws SQLException {
        Up up = Up.start(
                data,
                ServerPorts.ANY,
                new Progress(new PrintWriter(System.out, true, StandardCharsets.UTF_8)));
        Environment environment = up.environment();
        return new Installation(
                up,
                DriverManager.getConnection(environment.pgUrl()),
                Headrace.connect(environment.kafka(), environment.registryCompat()));
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
        return eventually(
                """
                select case when accepted then 'yes: ' else 'no: ' end || sentence
                from headrace_registry.request where id = ?
                """,
                id);
    }

    void apply(String pipeline, String spec) {
        execute(
                """
                insert into headrace.pipeline (name, spec) values (?, ?::jsonb)
                on conflict (name) do update set spec = excluded.spec
                """,
                pipeline,
                spec);
    }

    /// Runs one transaction that changes a table, and waits until a model that has seen it is in production.
    ///
    /// The pipeline's trigger is `{changes: 1}`, so every transaction that changes its rows is worth a run.
    ///
    /// @return the digest of the model's bytes
    String deployedAfter(String pipeline, List<String> statements) {
        String before = texts("select clock_timestamp()::text").getFirst();
        transaction(statements);
        return eventually(
                """
                select sha256 from headrace_registry.production
                where pipeline = ? and until is null and committed_at >= ?::timestamptz
                """,
                pipeline,
                before);
    }

    /// The digest of a pipeline's first model.
    String firstDeployed(String pipeline) {
        return eventually("select sha256 from headrace_registry.production where pipeline = ?", pipeline);
    }

    Headrace client() {
        return client;
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
        client.close();
        sql.close();
        up.close();
        assertThat(sql.isClosed()).isTrue();
    }
}
