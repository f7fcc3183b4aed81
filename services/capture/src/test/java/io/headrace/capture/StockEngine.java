package io.headrace.capture;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/// Debezium as its manual shows it, with offsets in a file and none of our remedies.
final class StockEngine implements AutoCloseable {

    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final String slot;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    StockEngine(Properties settings, ChangeConsumer<RecordChangeEvent<SourceRecord>> consumer) {
        this.slot = settings.getProperty("slot.name");
        this.engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(settings)
                .notifying(consumer)
                .using((success, message, error) -> ended.complete(null))
                .build();
        Thread.ofPlatform().daemon().start(engine);
    }

    static Properties settings(DatabaseAddress database, Path folder, String slot) {
        Properties p = new Properties();
        p.setProperty("name", slot);
        p.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        p.setProperty("topic.prefix", slot);
        p.setProperty("database.hostname", database.host());
        p.setProperty("database.port", String.valueOf(database.port()));
        p.setProperty("database.user", database.user());
        p.setProperty("database.password", "none");
        p.setProperty("database.dbname", database.name());
        p.setProperty("plugin.name", "pgoutput");
        p.setProperty("slot.name", slot);
        p.setProperty("publication.name", "headrace");
        p.setProperty("publication.autocreate.mode", "disabled");
        p.setProperty("snapshot.mode", "no_data");
        p.setProperty("offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore");
        p.setProperty(
                "offset.storage.file.filename",
                folder.resolve(slot + ".offsets").toString());
        p.setProperty("offset.flush.interval.ms", "0");
        p.setProperty("poll.interval.ms", "20");
        return p;
    }

    /// The id of a row's change; -1 for any other record.
    static int id(RecordChangeEvent<SourceRecord> event) {
        return event.record().value() instanceof Struct value && value.schema().field("after") != null
                ? value.getStruct("after").getInt32("id")
                : -1;
    }

    /// Notes every row and marks everything as done.
    static ChangeConsumer<RecordChangeEvent<SourceRecord>> noting(Set<Integer> seen) {
        return (records, committer) -> {
            for (RecordChangeEvent<SourceRecord> event : records) {
                seen.add(id(event));
                committer.markProcessed(event);
            }
            committer.markBatchFinished();
        };
    }

    static Set<Integer> rows() {
        return new ConcurrentSkipListSet<>();
    }

    static void await(String what, BooleanSupplier condition) {
        Rig.await(what, condition);
    }

    /// Waits until it streams.
    void awaitSlot(Rig rig) {
        Rig.await("slot " + slot, () -> {
            try (Connection connection = rig.database.connect();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "select active from pg_replication_slots where slot_name = '%s'".formatted(slot))) {
                return row.next() && row.getBoolean(1);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /// Waits until the engine has ended by itself.
    void awaitEnd() throws InterruptedException, ExecutionException, TimeoutException {
        ended.get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        while (!ended.isDone()) {
            try {
                engine.close();
            } catch (IllegalStateException starting) {
                LockSupport.parkNanos(100_000_000L);
            }
        }
    }
}
