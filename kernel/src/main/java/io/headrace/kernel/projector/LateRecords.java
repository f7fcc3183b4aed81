package io.headrace.kernel.projector;

import io.headrace.kernel.shell.Position;
import io.headrace.kernel.stream.CommittedRecords;
import io.headrace.kernel.stream.LetterWork;
import io.headrace.kernel.stream.Origin;
import io.headrace.kernel.stream.Received;
import io.headrace.kernel.stream.RecordReader;
import io.headrace.kernel.stream.TopicIds;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Writes a record late, and behind it once more every later record of its key that is written already: so the tables
/// say what they would say had it been taken in its time.
record LateRecords(CommittedRecords records, Projection projection, RecordReader reader, TopicIds ids)
        implements LetterWork {

    @Override
    public Optional<String> take(Connection tx, ConsumerRecord<byte[], byte[]> original, Predicate<Origin> untaken)
            throws SQLException {
        Position position = ids.position(origin(original));
        // Locked: nothing is written behind what is read here.
        long written = new Progress(tx, projection.name()).next(position);
        write(tx, original);
        for (ConsumerRecord<byte[], byte[]> later : later(original, written)) {
            if (!untaken.test(origin(later))) {
                write(tx, later);
            }
        }
        return Optional.empty();
    }

    private List<ConsumerRecord<byte[], byte[]>> later(ConsumerRecord<byte[], byte[]> original, long written) {
        List<ConsumerRecord<byte[], byte[]>> later = new ArrayList<>();
        TopicPartition place = new TopicPartition(original.topic(), original.partition());
        records.visit(place, original.offset() + 1, written, message -> {
            if (Arrays.equals(message.key(), original.key())) {
                later.add(message);
            }
            return true;
        });
        return later;
    }

    private void write(Connection tx, ConsumerRecord<byte[], byte[]> message) throws SQLException {
        Optional<Received> received =
                reader.read(origin(message), message.key(), message.value(), message.headers(), message.timestamp());
        if (received.isPresent()) {
            projection.apply(tx, received.get());
        }
    }

    private static Origin origin(ConsumerRecord<byte[], byte[]> message) {
        return new Origin(message.topic(), message.partition(), message.offset());
    }
}
