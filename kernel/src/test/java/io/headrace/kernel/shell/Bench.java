package io.headrace.kernel.shell;

import com.zaxxer.hikari.HikariDataSource;
import io.headrace.embedded.EmbeddedPostgres;
import io.headrace.kernel.Patience;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.avro.RegistryAddress;
import io.headrace.kernel.avro.SchemaRegistry;
import io.headrace.kernel.avro.SmallRegistry;
import io.headrace.kernel.counter.Counted;
import io.headrace.kernel.counter.Counter;
import io.headrace.kernel.counter.CounterCommand;
import io.headrace.kernel.counter.CounterCommand.Add;
import io.headrace.kernel.counter.CounterEvent;
import io.headrace.kernel.database.DatabaseAddress;
import io.headrace.kernel.database.Migrations;
import io.headrace.kernel.database.Pool;
import io.headrace.kernel.trace.Spans;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// A real database and what stands around a shell.
final class Bench implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123456Z");

    private final Path folder;
    private final SmallRegistry registry = new SmallRegistry();
    private final SchemaRegistry schemas = new SchemaRegistry(RegistryAddress.at(registry.url()));
    final AvroCodec avro = new AvroCodec(schemas);
    final Patience patience = new Patience("the test");
    private EmbeddedPostgres postgres;
    final HikariDataSource pool;

    Bench(Path folder) throws IOException {
        this.folder = folder;
        postgres = EmbeddedPostgres.start(folder);
        DatabaseAddress address = new DatabaseAddress(postgres.jdbcUrl(), EmbeddedPostgres.NAME, "");
        Migrations.apply(address, Migrations.OWN);
        pool = Pool.open(address, "test", 6);
    }

    DecisionShell<CounterCommand, Counter, CounterEvent> shell(
            DeciderBinding<CounterCommand, Counter, CounterEvent> binding) {
        return shell(binding, pool);
    }

    DecisionShell<CounterCommand, Counter, CounterEvent> shell(
            DeciderBinding<CounterCommand, Counter, CounterEvent> binding, DataSource database) {
        return new DecisionShell<>(database, binding, avro, patience, Spans.NONE);
    }

    DecisionShell<CounterCommand, Counter, CounterEvent> shell(
            DeciderBinding<CounterCommand, Counter, CounterEvent> binding, Spans spans) {
        return new DecisionShell<>(pool, binding, avro, patience, spans);
    }

    static Position at(long offset) {
        return new Position("topic", 0, offset);
    }

    static List<Input<CounterCommand>> add(String counter, String cause, long by) {
        return List.of(new Input<>(counter, Cause.of(cause, NOON), new Add(by)));
    }

    void clear() {
        sql("truncate headrace.outbox, headrace.state, headrace.progress");
    }

    void killPostgres() {
        postgres.kill();
    }

    void restartPostgres() {
        postgres = EmbeddedPostgres.start(folder);
    }

    void closeRegistry() {
        registry.close();
    }

    void sql(String statement) {
        patience.insist(() -> {
            try (Connection tx = pool.getConnection();
                    Statement run = tx.createStatement()) {
                run.execute(statement);
                tx.commit();
                return true;
            }
        });
    }

    /// Every event, as aggregate, sequence and what it says, in that order.
    List<String> outbox() {
        return patience.insist(
                () -> rows(
                        "select aggregateid || ' ' || sequence, payload from headrace.outbox where aggregatetype = 'counter' order by aggregateid, sequence"));
    }

    /// Where every event and checkpoint stands in a trace, each place once.
    List<String> traceparents() {
        return patience.insist(() -> {
            try (Connection tx = pool.getConnection();
                    Statement run = tx.createStatement();
                    ResultSet rows = run.executeQuery("select distinct traceparent from headrace.outbox order by 1")) {
                List<String> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                return found;
            }
        });
    }

    @Override
    public void close() {
        patience.close();
        pool.close();
        schemas.close();
        registry.close();
        postgres.close();
    }

    private List<String> rows(String query) throws SQLException {
        try (Connection tx = pool.getConnection();
                Statement run = tx.createStatement();
                ResultSet rows = run.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                Counted message = (Counted) avro.decode(rows.getBytes(2));
                found.add("%s %s %d".formatted(rows.getString(1), message.getWhat(), message.getTotal()));
            }
            return found;
        }
    }
}
