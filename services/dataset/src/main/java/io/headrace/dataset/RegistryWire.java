package io.headrace.dataset;

import io.headrace.dataset.stream.UnreadableRecord;
import io.headrace.dataset.stream.Wire;
import io.headrace.kernel.Patience;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.avro.RegistryAddress;
import io.headrace.kernel.avro.SchemaRegistry;
import io.headrace.kernel.avro.Unreadable;
import java.util.concurrent.Callable;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;

/// The [Wire] behind a real schema registry. Safe for use by many threads.
public final class RegistryWire implements Wire, AutoCloseable {

    private final SchemaRegistry registry;
    private final AvroCodec codec;
    private final Patience patience;

    /// @param who waits, for the log
    public RegistryWire(RegistryAddress registry, String who) {
        this.registry = new SchemaRegistry(registry);
        this.codec = new AvroCodec(this.registry);
        this.patience = new Patience(who);
    }

    @Override
    public byte[] encode(SpecificRecord message) {
        return ask(() -> codec.encode(message));
    }

    @Override
    public IndexedRecord decode(byte[] bytes) {
        return ask(() -> codec.decode(bytes));
    }

    @Override
    public Schema schema(int id) {
        return ask(() -> registry.schema(id));
    }

    @Override
    public void close() {
        patience.close();
        registry.close();
    }

    private <T> T ask(Callable<T> call) {
        try {
            return patience.insist(call);
        } catch (Unreadable e) {
            throw new UnreadableRecord(String.valueOf(e.getMessage()), e);
        }
    }
}
