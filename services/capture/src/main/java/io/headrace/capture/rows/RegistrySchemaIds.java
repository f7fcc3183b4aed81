package io.headrace.capture.rows;

import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.avro.RegistryAddress;
import io.headrace.kernel.avro.SchemaRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/// Numbers of a real schema registry, each asked for once in the life of this object.
public final class RegistrySchemaIds implements SchemaIds {

    private final Map<String, Integer> known = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final SchemaRegistry registry;
    private final KafkaAddress kafka;

    /// @param kafka what the topics' names begin with there, and so their subjects
    public RegistrySchemaIds(RegistryAddress address, KafkaAddress kafka) {
        this.registry = new SchemaRegistry(address);
        this.kafka = kafka;
    }

    @Override
    public int idOf(String subject, Schema schema) {
        return registered(kafka.named(subject), schema);
    }

    @Override
    public int idOf(Schema event) {
        return registered(event.getFullName(), event);
    }

    private int registered(String subject, Schema schema) {
        return known.computeIfAbsent(subject + ' ' + schema, k -> registry.register(subject, schema));
    }

    @Override
    public Schema schema(int id) {
        return schemas.computeIfAbsent(id, registry::schema);
    }
}
