package io.headrace.app.up;

import com.zaxxer.hikari.HikariDataSource;
import io.headrace.capture.Troubles;
import io.headrace.events.SourceRecovered;
import io.headrace.events.SourceTroubled;
import io.headrace.kernel.Installation;
import io.headrace.kernel.Patience;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.avro.SchemaRegistry;
import io.headrace.kernel.database.Pool;
import java.sql.Connection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says capture's troubles in events, each once, also over restarts.
///
/// Capture must not wait for it: the trouble may be that the database is away. So a thread of its own writes, in the
/// order of the calls, and waits for the database where it must.
final class SourceTroubles implements Troubles, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SourceTroubles.class);

    private final HikariDataSource database;
    private final SchemaRegistry registry;
    private final AvroCodec avro;
    private final Patience patience = new Patience("capture's troubles");
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("source-troubles").factory());

    private SourceTroubles(Installation installation) {
        this.database = Pool.open(installation.database(), "headrace-capture", 1);
        this.registry = new SchemaRegistry(installation.registry());
        this.avro = new AvroCodec(registry);
    }

    static SourceTroubles start(Installation installation) {
        return new SourceTroubles(installation);
    }

    @Override
    public void troubled(String source, String kind, String sentence) {
        write(source, kind, sentence, new SourceTroubled(source, kind, sentence));
    }

    @Override
    public void recovered(String source, String kind, String sentence) {
        write(source, kind, null, new SourceRecovered(source, kind, sentence));
    }

    private void write(String source, String kind, @Nullable String trouble, SpecificRecord event) {
        thread.execute(() -> {
            try {
                boolean _ = patience.insist(() -> {
                    try (Connection tx = database.getConnection()) {
                        return new TroubleRows(tx, source).write(kind, trouble, event, avro.encode(event));
                    }
                });
            } catch (Patience.Stopped e) {
                LOG.warn("not said before the stop: {} of source {}", kind, source, e);
            }
        });
    }

    @Override
    public void close() {
        patience.close();
        thread.close();
        registry.close();
        database.close();
    }
}
