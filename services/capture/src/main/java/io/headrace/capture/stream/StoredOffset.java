package io.headrace.capture.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.OffsetBackingStore;
import org.apache.kafka.connect.util.Callback;
import org.jspecify.annotations.Nullable;

/// Tells Debezium the commit LSN that the Kafka transactions have recorded, and nothing else.
///
/// Debezium 3.6.1 loses rows when it starts inside a transaction. An offset with a commit LSN alone makes it
/// replay every transaction that is not wholly behind it; [Journal] drops the repeats. What Debezium wants
/// stored is ignored: the Kafka transaction has stored it already, or it must not be stored.
public final class StoredOffset implements OffsetBackingStore {

    private static final Map<String, LongSupplier> JOURNALS = new ConcurrentHashMap<>();

    private String engine = "";

    /// Debezium makes an instance by name, so what it is to tell is found by the engine's name.
    static void serve(String engine, LongSupplier commitLsn) {
        JOURNALS.put(engine, commitLsn);
    }

    @Override
    public void configure(WorkerConfig config) {
        engine = String.valueOf(config.originals().get("name"));
    }

    @Override
    public Future<Map<ByteBuffer, ByteBuffer>> get(Collection<ByteBuffer> keys) {
        LongSupplier commitLsn = JOURNALS.get(engine);
        if (commitLsn == null) {
            throw new IllegalStateException("No journal is known for engine " + engine);
        }
        long lsn = commitLsn.getAsLong();
        byte[] offset = "{\"lsn\":%d,\"lsn_commit\":%d,\"ts_usec\":0}"
                .formatted(lsn, lsn)
                .getBytes(StandardCharsets.UTF_8);
        Map<ByteBuffer, ByteBuffer> offsets = new HashMap<>();
        for (ByteBuffer key : keys) {
            offsets.put(key, ByteBuffer.wrap(offset));
        }
        return CompletableFuture.completedFuture(offsets);
    }

    @Override
    public Future<Void> set(Map<ByteBuffer, ByteBuffer> values, @Nullable Callback<Void> callback) {
        if (callback != null) {
            callback.onCompletion(null, null);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Set<Map<String, Object>> connectorPartitions(String connectorName) {
        return Set.of();
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}
}
