package io.headrace.kernel.projector;

import io.headrace.kernel.Installation;
import io.headrace.kernel.Unavailable;
import io.headrace.kernel.shell.Position;
import io.headrace.kernel.stream.DeadLetter;
import io.headrace.kernel.stream.Origin;
import io.headrace.kernel.topics.TopicConsumer;
import io.headrace.kernel.topics.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where a projection puts aside what it cannot take, as it came, with its place and the reason.
///
/// Kafka and the database have no transaction in common: the letter is written first, then the progress. So before
/// a letter is written the topic is read to its end, and a record that is there is not put aside again, after a crash
/// or when the tables are made anew. Used by one thread.
final class DeadLetters implements Intake.Aside, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(DeadLetters.class);
    private static final String ID = "dead_letter_id";
    private static final Duration POLL = Duration.ofMillis(100);

    private final TopicPartition place;
    private final String inKafka;
    private final Producer<byte[], byte[]> producer;
    private final TopicConsumer consumer;
    private final Set<String> known = new HashSet<>();

    DeadLetters(Installation installation, String service) {
        place = new TopicPartition(DeadLetter.topic(service), 0);
        inKafka = installation.kafka().named(place.topic());
        producer = Readers.writer(installation);
        consumer = Readers.open(installation);
        consumer.assign(List.of(place));
        consumer.seekToBeginning(List.of(place));
    }

    static TopicSpec topic(String service) {
        return TopicSpec.kept(DeadLetter.topic(service), 1);
    }

    /// Puts a record aside, unless it was put there before.
    @Override
    public void put(Position position, ConsumerRecord<byte[], byte[]> message, Exception why) {
        String id = "%s-%d@%d".formatted(position.topicId(), position.partition(), position.offset());
        readToTheEnd();
        if (known.contains(id)) {
            return;
        }
        Origin origin = new Origin(message.topic(), message.partition(), message.offset());
        Headers headers = DeadLetter.headers(message.headers(), origin, message.timestamp(), why)
                .add(ID, id.getBytes(StandardCharsets.UTF_8));
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(inKafka, place.partition(), message.key(), message.value(), headers);
        LOGGER.warn("{} cannot be taken and goes to {}: {}", origin, place.topic(), why.toString());
        send(letter);
    }

    @Override
    public void close() {
        consumer.close();
        producer.close();
    }

    private void readToTheEnd() {
        long end = Objects.requireNonNull(consumer.endOffsets(List.of(place)).get(place), place::toString);
        while (consumer.position(place) < end) {
            for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL)) {
                Header id = letter.headers().lastHeader(ID);
                if (id != null) {
                    known.add(new String(id.value(), StandardCharsets.UTF_8));
                }
            }
        }
    }

    private void send(ProducerRecord<byte[], byte[]> letter) {
        try {
            producer.send(letter).get();
        } catch (ExecutionException e) {
            throw new Unavailable("%s takes no dead letter".formatted(place), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while a dead letter was written", e);
        }
    }
}
