package io.headrace.kernel.stream;

import io.headrace.kernel.Patience;
import io.headrace.kernel.shell.DecisionShell;
import io.headrace.kernel.shell.Input;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Decides late what a record asks for, unless its topic has told newer things of the same aggregate since: the
/// decider has taken those, and what is older would set it back.
record LateDecisions<C>(
        CommittedRecords records,
        DecisionShell<C, ?, ?> shell,
        RecordReader reader,
        Function<Received, List<Input<C>>> inputs)
        implements LetterWork {

    @Override
    public Optional<String> take(Connection tx, ConsumerRecord<byte[], byte[]> original, Predicate<Origin> untaken)
            throws SQLException {
        List<Input<C>> asked = inputs(original);
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        Optional<Origin> newer =
                newer(original, asked.stream().map(Input::aggregateId).collect(Collectors.toSet()), untaken);
        if (newer.isPresent()) {
            return Optional.of(
                    "%s has told newer things of %s since, which were taken, and this record would set them back"
                            .formatted(newer.get(), asked.getFirst().aggregateId()));
        }
        shell.decideWithin(tx, asked);
        return Optional.empty();
    }

    private Optional<Origin> newer(
            ConsumerRecord<byte[], byte[]> original, Set<String> aggregates, Predicate<Origin> untaken) {
        boolean isEvent = original.headers().lastHeader(CloudEventHeaders.TYPE) != null;
        List<Origin> found = new ArrayList<>();
        TopicPartition place = new TopicPartition(original.topic(), original.partition());
        records.visit(place, original.offset() + 1, Long.MAX_VALUE, message -> {
            // Events of one aggregate have one key; the key of a row is its own.
            boolean isOfConcern = !isEvent || Arrays.equals(message.key(), original.key());
            if (isOfConcern && isAboutOne(aggregates, message)) {
                found.add(origin(message));
            }
            return true;
        });
        return found.stream().filter(untaken.negate()).findFirst();
    }

    private boolean isAboutOne(Set<String> aggregates, ConsumerRecord<byte[], byte[]> message) {
        try {
            return inputs(message).stream().anyMatch(input -> aggregates.contains(input.aggregateId()));
        } catch (RuntimeException e) {
            if (Patience.isTransient(e)) {
                throw e;
            }
            // A letter itself: nobody has taken it.
            return false;
        }
    }

    private List<Input<C>> inputs(ConsumerRecord<byte[], byte[]> message) {
        return reader.read(origin(message), message.key(), message.value(), message.headers(), message.timestamp())
                .map(inputs)
                .orElse(List.of());
    }

    private static Origin origin(ConsumerRecord<byte[], byte[]> message) {
        return new Origin(message.topic(), message.partition(), message.offset());
    }
}
