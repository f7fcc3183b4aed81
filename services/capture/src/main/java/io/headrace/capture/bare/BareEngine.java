package io.headrace.capture.bare;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.headrace.capture.DatabaseAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One embedded engine that hands every row to a consumer, in commit order and in one thread.
///
/// It begins with what is committed while it streams, and drops its slot when it is closed.
public final class BareEngine implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(BareEngine.class);
    private static final Duration STOP_MAX = Duration.ofSeconds(30);

    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private BareEngine(Properties settings, Consumer<BareRow> consumer) {
        this.engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(settings)
                .notifying(handing(consumer))
                .using((success, message, error) -> {
                    if (!success) {
                        LOGGER.error("the bare engine failed: {}", message, error);
                    }
                    ended.complete(null);
                })
                .build();
    }

    /// Starts and returns before it streams.
    ///
    /// @param name of its slot, and of the publication, which must exist
    public static BareEngine start(
            DatabaseAddress database, String name, Duration pollInterval, Consumer<BareRow> consumer) {
        BareEngine bare = new BareEngine(settings(database, name, pollInterval), consumer);
        Thread.ofPlatform().name("bare-" + name).daemon().start(bare.engine);
        return bare;
    }

    private static Properties settings(DatabaseAddress database, String name, Duration pollInterval) {
        Properties p = new Properties();
        p.setProperty("name", name);
        p.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        p.setProperty("topic.prefix", name);
        p.setProperty("database.hostname", database.host());
        p.setProperty("database.port", String.valueOf(database.port()));
        p.setProperty("database.user", database.user());
        p.setProperty("database.password", database.password());
        p.setProperty("database.dbname", database.name());
        p.setProperty("plugin.name", "pgoutput");
        p.setProperty("slot.name", name);
        p.setProperty("slot.drop.on.stop", "true");
        p.setProperty("publication.name", name);
        p.setProperty("publication.autocreate.mode", "disabled");
        p.setProperty("snapshot.mode", "no_data");
        p.setProperty("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
        p.setProperty("poll.interval.ms", String.valueOf(pollInterval.toMillis()));
        return p;
    }

    private static ChangeConsumer<RecordChangeEvent<SourceRecord>> handing(Consumer<BareRow> consumer) {
        return (records, committer) -> {
            for (RecordChangeEvent<SourceRecord> event : records) {
                if (event.record().value() instanceof Struct envelope
                        && envelope.schema().field("after") != null
                        && envelope.getStruct("after") != null) {
                    consumer.accept(new BareRow(envelope.getStruct("after")));
                }
                committer.markProcessed(event);
            }
            committer.markBatchFinished();
        };
    }

    @Override
    public void close() {
        long deadline = System.nanoTime() + STOP_MAX.toNanos();
        while (!ended.isDone() && System.nanoTime() < deadline) {
            try {
                engine.close();
                ended.get(15, TimeUnit.SECONDS);
            } catch (IllegalStateException notYet) {
                LOGGER.trace("starting its tasks, or stopping already", notYet);
                pause();
            } catch (IOException | ExecutionException | TimeoutException e) {
                LOGGER.debug("the bare engine ended", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void pause() {
        try {
            ended.get(100, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOGGER.trace("not ended yet", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
