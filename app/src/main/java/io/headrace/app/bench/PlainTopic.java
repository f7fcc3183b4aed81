package io.headrace.app.bench;

import io.headrace.app.CommandFailure;
import io.headrace.capture.bare.BareRow;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// A topic of its own and a producer without transactions, otherwise set as capture's is.
final class PlainTopic implements AutoCloseable {

    private final String name;
    private final KafkaProducer<byte[], byte[]> producer;

    /// Makes the topic.
    PlainTopic(String kafka, String name) {
        this.name = name;
        try (Admin admin = Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        } catch (ExecutionException e) {
            throw CommandFailure.failed("the topic %s cannot be made: %s".formatted(name, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted while the topic %s was made".formatted(name));
        }
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        128 << 10,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        64L << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    String name() {
        return name;
    }

    /// A send that fails is a row that does not arrive, which its reader notices.
    @SuppressWarnings("FutureReturnValueIgnored")
    void send(BareRow row) {
        byte[] key = ByteBuffer.allocate(Long.BYTES).putLong(row.id()).array();
        producer.send(new ProducerRecord<>(name, 0, key, row.bytes()));
    }

    /// The id of a row that was sent.
    static long id(byte[] key) {
        return ByteBuffer.wrap(key).getLong();
    }

    @Override
    public void close() {
        producer.close();
    }
}
