package io.headrace.simulation;

import io.headrace.capture.rows.SchemaIds;
import io.headrace.kernel.avro.Schemas;
import io.headrace.kernel.avro.Unreadable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/// A schema registry in memory.
public final class MemorySchemas implements Schemas, SchemaIds {

    private final List<Schema> schemas = new ArrayList<>();
    private final Map<Schema, Integer> ids = new HashMap<>();

    @Override
    public int register(String subject, Schema schema) {
        return ids.computeIfAbsent(schema, fresh -> {
            schemas.add(fresh);
            return schemas.size();
        });
    }

    @Override
    public int idOf(String subject, Schema schema) {
        return register(subject, schema);
    }

    @Override
    public Schema schema(int id) {
        if (id < 1 || id > schemas.size()) {
            throw new Unreadable("there is no schema " + id);
        }
        return schemas.get(id - 1);
    }
}
