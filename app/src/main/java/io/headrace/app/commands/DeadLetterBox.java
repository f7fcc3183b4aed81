package io.headrace.app.commands;

import io.headrace.app.Environment;
import io.headrace.kernel.stream.DeadLetter;
import io.headrace.kernel.topics.TopicConsumer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// The topics of dead letters, each with one partition that is kept for ever.
final class DeadLetterBox implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final TopicConsumer consumer;
    private final List<TopicPartition> places;

    DeadLetterBox(Environment environment) {
        consumer = CommittedConsumer.open(environment);
        places = consumer.listTopics().keySet().stream()
                .filter(DeadLetter::isTopic)
                .sorted()
                .map(topic -> new TopicPartition(topic, 0))
                .toList();
        consumer.assign(places);
    }

    /// The services that have a topic of dead letters.
    List<String> services() {
        return places.stream().map(place -> DeadLetter.service(place.topic())).toList();
    }

    /// Tells every letter that is there, the oldest of each service first. A record that was put aside twice is one.
    void forEach(Session session, Consumer<LetterState> visitor) {
        Map<String, Row> outcomes = new HashMap<>();
        session.rows("select id, state, sentence, asked_by from headrace_registry.letter")
                .forEach(row -> outcomes.put(row.text("id"), row));
        Set<String> told = new HashSet<>();
        read(message -> {
            DeadLetter letter = DeadLetter.read(message);
            if (told.add(letter.id())) {
                visitor.accept(new LetterState(letter, outcomes.get(letter.id())));
            }
        });
    }

    private void read(Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        consumer.seekToBeginning(places);
        Map<TopicPartition, Long> ends = consumer.endOffsets(places);
        while (places.stream().anyMatch(place -> consumer.position(place) < ends.getOrDefault(place, 0L))) {
            consumer.poll(POLL).forEach(visitor);
        }
    }

    /// The letter at an offset of a service's topic.
    Optional<ConsumerRecord<byte[], byte[]>> find(String service, long offset) {
        TopicPartition place = new TopicPartition(DeadLetter.topic(service), 0);
        if (!places.contains(place)) {
            return Optional.empty();
        }
        consumer.assign(List.of(place));
        long end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
        consumer.seek(place, offset);
        while (consumer.position(place) < end) {
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                return message.offset() == offset ? Optional.of(message) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
