package io.headrace.capture.stream;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Of several copies of capture the one that came last goes on with an engine.
///
/// A copy writes its claim before it fences any other. One that begins again, for whatever reason, looks for a later
/// claim before it fences anybody: a producer that was fenced learns of it in many ways, or not at all.
final class Claim {

    private static final int PATIENCE_MS = 15_000;

    private final StateStore store;
    private final String kafka;
    private final String key;
    private final String copy = UUID.randomUUID().toString();
    private boolean made;

    Claim(String kafka, String identity) {
        this.store = new StateStore(kafka);
        this.kafka = kafka;
        this.key = identity + " claim";
    }

    /// Another copy of capture goes on with the engine.
    static final class TakenOver extends RuntimeException {
        TakenOver(String message) {
            super(message);
        }
    }

    /// Makes the claim, the first time; makes sure from then on that it is still the last.
    ///
    /// @throws TakenOver if another copy has claimed the engine since
    void hold() {
        if (made) {
            String last = store.lastClaim(key);
            if (!copy.equals(last)) {
                throw new TakenOver("The last %s is %s, not %s".formatted(key, last, copy));
            }
        } else {
            write();
            made = true;
        }
    }

    private void write() {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS / 2,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(StateStore.TOPIC, 0, bytes(key), bytes(copy)))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A claim cannot be written to %s: %s".formatted(StateStore.TOPIC, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a claim was written", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
