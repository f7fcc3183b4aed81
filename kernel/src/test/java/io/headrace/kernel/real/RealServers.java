package io.headrace.kernel.real;

import io.headrace.embedded.Servers;
import io.headrace.kernel.Installation;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.avro.RegistryAddress;
import io.headrace.kernel.avro.SchemaRegistry;
import io.headrace.kernel.database.DatabaseAddress;
import io.headrace.kernel.database.Migrations;
import io.headrace.kernel.stream.CloudEventHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// PostgreSQL, Kafka and a schema registry; events go in as capture would write them, and the outbox is read.
public final class RealServers implements AutoCloseable {

    private final Path folder;
    private final Servers servers;
    private final SchemaRegistry registry;
    private final AvroCodec avro;
    private final KafkaProducer<byte[], byte[]> producer;
    private long sequence;

    private RealServers(Path folder, Servers servers) {
        this.folder = folder;
        this.servers = servers;
        registry = new SchemaRegistry(RegistryAddress.at(servers.registry().confluentUrl()));
        avro = new AvroCodec(registry);
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public static RealServers start(Path folder) {
        RealServers servers = new RealServers(folder, Servers.start(folder.resolve("servers")));
        Migrations.apply(servers.database(), Migrations.OWN);
        return servers;
    }

    /// The installation as one copy of the service sees it.
    public Installation installation(String instance) {
        return new Installation(
                KafkaAddress.at(servers.bootstrapServers()),
                RegistryAddress.at(servers.registry().confluentUrl()),
                database(),
                folder.resolve(instance),
                instance);
    }

    /// Writes an event of a pipeline.
    public void event(String topic, String id, String pipeline, SpecificRecord payload) {
        ProducerRecord<byte[], byte[]> message = message(topic, pipeline, avro.encode(payload));
        header(message, CloudEventHeaders.ID, id);
        header(
                message,
                CloudEventHeaders.TYPE,
                "io.headrace." + payload.getSchema().getName());
        header(message, CloudEventHeaders.SUBJECT, pipeline);
        header(message, CloudEventHeaders.TIME, Instant.now().toString());
        header(message, CloudEventHeaders.SEQUENCE, Long.toString(++sequence));
        header(message, CloudEventHeaders.CAUSATION, "cause-of-" + id);
        header(message, CloudEventHeaders.CORRELATION, "cause-of-" + id);
        send(message);
    }

    /// Writes a message under a key.
    public void keyed(String topic, String key, SpecificRecord message) {
        send(message(topic, key, avro.encode(message)));
    }

    /// Writes a row of headrace.request as the control engine captures it.
    public void request(String topic, String id, String kind, String pipeline, @Nullable Long version) {
        Map<String, Object> columns = new HashMap<>(Map.of("kind", kind, "pipeline", pipeline));
        if (version != null) {
            columns.put("version", version);
        }
        send(message(topic, id, RequestRows.written(registry, id, columns)));
    }

    /// The messages in the outbox, pipeline after pipeline, in the order of their sequence.
    public List<IndexedRecord> outbox(String aggregateType) {
        String sql =
                "select payload from headrace.outbox where aggregatetype = '%s' order by aggregateid desc, sequence"
                        .formatted(aggregateType);
        return query(sql, row -> avro.decode(row.getBytes(1)));
    }

    /// The first column of a query's first row.
    public long number(String sql) {
        return query(sql, row -> row.getLong(1)).getFirst();
    }

    @Override
    public void close() {
        producer.close();
        registry.close();
        servers.close();
    }

    private void send(ProducerRecord<byte[], byte[]> message) {
        try {
            RecordMetadata _ = producer.send(message).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("cannot write to " + message.topic(), e);
        }
    }

    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, RowReader<T> reader) {
        try (Connection connection = servers.postgres().dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
                result.add(reader.read(rows));
            }
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private DatabaseAddress database() {
        return new DatabaseAddress(servers.jdbcUrl(), "headrace", "");
    }

    private static ProducerRecord<byte[], byte[]> message(String topic, String key, byte[] value) {
        return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
    }

    private static void header(ProducerRecord<byte[], byte[]> message, String name, String value) {
        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
