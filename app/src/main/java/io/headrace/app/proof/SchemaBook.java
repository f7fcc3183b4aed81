package io.headrace.app.proof;

import io.headrace.capture.rows.SchemaIds;
import io.headrace.dataset.stream.Wire;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;

/// The schema registry, and schemas of rows that were read here and must not get into it: their numbers are below
/// zero. Not thread-safe.
final class SchemaBook implements Wire, SchemaIds {

    private final Wire registry;
    private final List<Schema> own = new ArrayList<>();

    SchemaBook(Wire registry) {
        this.registry = registry;
    }

    @Override
    public int idOf(String subject, Schema schema) {
        int at = own.indexOf(schema);
        if (at < 0) {
            own.add(schema);
            return -own.size();
        }
        return -(at + 1);
    }

    @Override
    public byte[] encode(SpecificRecord message) {
        return registry.encode(message);
    }

    @Override
    public IndexedRecord decode(byte[] bytes) {
        return registry.decode(bytes);
    }

    @Override
    public Schema schema(int id) {
        return id < 0 ? own.get(-id - 1) : registry.schema(id);
    }
}
