package io.headrace.simulation;

import io.headrace.dataset.stream.Wire;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.avro.Schemas;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;

/// The dataset's way to schemas that are never away.
public record MemoryWire(AvroCodec avro, Schemas schemas) implements Wire {

    @Override
    public byte[] encode(SpecificRecord message) {
        return avro.encode(message);
    }

    @Override
    public IndexedRecord decode(byte[] bytes) {
        return avro.decode(bytes);
    }

    @Override
    public Schema schema(int id) {
        return schemas.schema(id);
    }
}
