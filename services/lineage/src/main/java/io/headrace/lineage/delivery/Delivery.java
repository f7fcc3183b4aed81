package io.headrace.lineage.delivery;

import io.headrace.kernel.Installation;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.Patience;
import io.headrace.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Delivers the records of `headrace.lineage` in their order, each at least once, on a thread of its own: nothing else
/// waits for it. Where it goes on stands in its consumer group; of several copies one delivers.
public final class Delivery implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Delivery.class);
    private static final String NAME = "lineage-delivery";
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(10);

    private final KafkaAddress kafka;
    private final String instance;
    private final Receiver receiver;
    private final Patience patience = new Patience(NAME);
    private final Postman postman;
    private final Thread thread;

    private Delivery(Installation installation, Receiver receiver) {
        this.kafka = installation.kafka();
        this.instance = installation.instance();
        this.receiver = receiver;
        this.postman = new Postman(receiver, patience, PAUSE);
        this.thread = Thread.ofPlatform().name(NAME).unstarted(this::run);
    }

    /// Starts delivering from where it was; at the very first start from the beginning of the topic, which must be
    /// there.
    ///
    /// @param receiver is closed with it
    public static Delivery start(Installation installation, Receiver receiver) {
        Delivery delivery = new Delivery(installation, receiver);
        delivery.thread.start();
        return delivery;
    }

    /// What became of run events so far.
    public DeliveryFigures figures() {
        return postman.figures();
    }

    @Override
    public void close() {
        patience.close();
        receiver.close();
        try {
            if (!thread.join(CLOSE_MAX)) {
                LOGGER.warn("{} did not end within {}", NAME, CLOSE_MAX);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        MDC.put("service", "lineage");
        while (!patience.isStopped()) {
            try (Consumer<byte[], byte[]> consumer = open()) {
                consumer.subscribe(List.of(kafka.named(Topics.LINEAGE)));
                while (!patience.isStopped()) {
                    deliver(consumer);
                }
            } catch (RuntimeException e) {
                LOGGER.error("{} failed and starts again", NAME, e);
                postman.failed();
                boolean _ = patience.sleep(PAUSE);
            }
        }
    }

    private void deliver(Consumer<byte[], byte[]> consumer) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
            if (message.value() != null && !postman.deliver(message.value())) {
                return;
            }
            consumer.commitSync(Map.of(
                    new TopicPartition(message.topic(), message.partition()),
                    new OffsetAndMetadata(message.offset() + 1)));
        }
    }

    private Consumer<byte[], byte[]> open() {
        Map<String, Object> settings = kafka.client(Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                kafka.named("headrace-" + NAME),
                ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                NAME + "-" + instance,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                10_000,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                2_000,
                // A copy that waits for the endpoint keeps its place.
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                Integer.MAX_VALUE));
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
