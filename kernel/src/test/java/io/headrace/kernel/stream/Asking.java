package io.headrace.kernel.stream;

import static io.headrace.kernel.stream.CloudEventHeaders.CAUSATION;
import static io.headrace.kernel.stream.CloudEventHeaders.CORRELATION;
import static io.headrace.kernel.stream.CloudEventHeaders.ID;
import static io.headrace.kernel.stream.CloudEventHeaders.SEQUENCE;
import static io.headrace.kernel.stream.CloudEventHeaders.SUBJECT;
import static io.headrace.kernel.stream.CloudEventHeaders.TIME;
import static io.headrace.kernel.stream.CloudEventHeaders.TYPE;

import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.counter.Counted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Asks counters to count, and remembers what it asked.
///
/// Some inputs are sent twice, as a relay that lost its place would; some records are rubbish.
final class Asking implements AutoCloseable {

    private static final int COUNTERS = 4;

    private final Producer<byte[], byte[]> producer;
    private final AvroCodec avro;
    private final Random random;
    private final Map<String, Long> asked = new ConcurrentHashMap<>();
    private int rubbish;

    Asking(String kafka, AvroCodec avro, long seed) {
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.avro = avro;
        this.random = new Random(seed);
    }

    /// What was asked: how much, by the id of the input.
    Map<String, Long> asked() {
        return Map.copyOf(asked);
    }

    int rubbish() {
        return rubbish;
    }

    void some(int inputs) {
        for (int i = 0; i < inputs; i++) {
            String id = "input-" + asked.size();
            long by = 1L + random.nextInt(3);
            String counter = "counter-" + random.nextInt(COUNTERS);
            asked.put(id, by);
            send(id, counter, by);
            if (random.nextInt(10) == 0) {
                send(id, counter, by);
            }
        }
        if (random.nextInt(4) == 0) {
            Future<RecordMetadata> _ = producer.send(new ProducerRecord<>(CountersChild.ASKED, new byte[] {42}));
            rubbish++;
        }
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }

    private void send(String id, String counter, long by) {
        byte[] value = avro.encode(new Counted(counter, "add", by));
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(CountersChild.ASKED, counter.getBytes(StandardCharsets.UTF_8), value);
        Map<String, String> headers = Map.of(
                ID, id,
                TYPE, "io.headrace.kernel.counter.Counted",
                SUBJECT, counter,
                TIME, Instant.now().toString(),
                SEQUENCE, "1",
                CAUSATION, "the test",
                CORRELATION, "the test");
        headers.forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        Future<RecordMetadata> _ = producer.send(message);
    }
}
