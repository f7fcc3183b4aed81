package io.headrace.capture.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionWatchIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final TopicPartition PLACE = new TopicPartition("headrace.ours", 0);

    private final ToldTroubles troubles = new ToldTroubles();

    @Test
    void readersGoOnBehindATransactionThatItsCoordinatorHasForgotten(@TempDir Path folder) throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(folder);
        createTopics(kafka, PLACE.topic(), "theirs");
        try (KafkaProducer<String, String> never = producer(kafka, "never-ends");
                KafkaProducer<String, String> others = producer(kafka, "of-others")) {
            begin(never, PLACE.topic(), "never");
            begin(others, "theirs", "of others");
            kafka.kill();
            forgetTransactions(folder.resolve("kafka/data"));
            kafka = EmbeddedKafka.start(folder);
            KafkaProducer<String, String> alive = producer(kafka, "alive");
            begin(alive, PLACE.topic(), "of alive");

            EmbeddedKafka broker = kafka;
            try (TransactionWatch watch = new TransactionWatch(
                    admin(broker), topic -> topic.startsWith("headrace."), new OpenTroubles("headrace", troubles))) {
                await().atMost(PATIENCE).until(() -> {
                    watch.look();
                    return troubles.said.stream()
                            .anyMatch(sentence -> sentence.contains("was ended, and readers go on"));
                });
                alive.commitTransaction();
                assertThat(firstCommitted(broker)).isEqualTo("of alive");
                await().atMost(PATIENCE).until(() -> {
                    watch.look();
                    return troubles.said.getLast().equals("over");
                });
            }
            assertThat(troubles.said)
                    .filteredOn(sentence -> !sentence.equals("over"))
                    .singleElement()
                    .asString()
                    .startsWith("headrace.ours-0: Kafka has lost a transaction of producer");
            alive.close();
        } finally {
            kafka.close();
        }
    }

    private static void createTopics(EmbeddedKafka kafka, String... topics) throws Exception {
        try (Admin admin = admin(kafka)) {
            admin.createTopics(Stream.of(topics)
                            .map(topic -> new NewTopic(topic, 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    private static KafkaProducer<String, String> producer(EmbeddedKafka kafka, String id) {
        KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", id),
                new StringSerializer(),
                new StringSerializer());
        producer.initTransactions();
        return producer;
    }

    private static void begin(KafkaProducer<String, String> producer, String topic, String value)
            throws ExecutionException, InterruptedException {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topic, value)).get();
    }

    private static Admin admin(EmbeddedKafka kafka) {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    private static void forgetTransactions(Path log) throws IOException {
        try (Stream<Path> files = Files.walk(log)) {
            for (Path file : files.filter(path -> path.toString().contains("/__transaction_state-"))
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    private static String firstCommitted(EmbeddedKafka kafka) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(PLACE));
            consumer.seekToBeginning(List.of(PLACE));
            List<String> found = new ArrayList<>();
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(message -> found.add(message.value()));
                return !found.isEmpty();
            });
            return found.getFirst();
        }
    }
}
