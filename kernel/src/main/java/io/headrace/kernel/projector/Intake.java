package io.headrace.kernel.projector;

import io.headrace.kernel.Patience;
import io.headrace.kernel.shell.Position;
import io.headrace.kernel.stream.Origin;
import io.headrace.kernel.stream.Received;
import io.headrace.kernel.stream.RecordReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Writes what one poll brought, each record once; what the projection cannot take goes to the dead letters.
///
/// @param positions tells topics of one name apart
record Intake(Projection projection, RecordReader reader, Function<Origin, Position> positions, Aside letters) {

    /// Where a record goes that the projection cannot take.
    @FunctionalInterface
    interface Aside {
        void put(Position position, ConsumerRecord<byte[], byte[]> message, Exception why);
    }

    /// Rows, progress and nothing else, in a transaction whose commit is the caller's.
    void write(Connection tx, Iterable<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        Map<Origin, Exception> refused = new HashMap<>();
        while (!write(tx, records, refused)) {
            // A failed statement has spoilt the transaction, or half of a record is written.
            tx.rollback();
        }
    }

    /// False: one more record is refused, and all must be written again without it.
    private boolean write(
            Connection tx, Iterable<ConsumerRecord<byte[], byte[]>> records, Map<Origin, Exception> refused)
            throws SQLException {
        Progress progress = new Progress(tx, projection.name());
        for (ConsumerRecord<byte[], byte[]> message : records) {
            Origin origin = new Origin(message.topic(), message.partition(), message.offset());
            Position position = positions.apply(origin);
            if (!progress.take(position)) {
                continue;
            }
            Exception why = refused.get(origin);
            if (why != null) {
                letters.put(position, message, why);
                continue;
            }
            Exception refusal = apply(tx, origin, message);
            if (refusal != null) {
                refused.put(origin, refusal);
                return false;
            }
        }
        progress.save();
        return true;
    }

    /// Why the record cannot be taken, however often it is tried; null: it was.
    private @Nullable Exception apply(Connection tx, Origin origin, ConsumerRecord<byte[], byte[]> message)
            throws SQLException {
        try {
            Optional<Received> received =
                    reader.read(origin, message.key(), message.value(), message.headers(), message.timestamp());
            if (received.isPresent()) {
                projection.apply(tx, received.get());
            }
            return null;
        } catch (RuntimeException e) {
            if (Patience.isTransient(e)) {
                throw e;
            }
            return e;
        } catch (SQLException e) {
            if (!Patience.isAboutValues(e)) {
                throw e;
            }
            return e;
        }
    }
}
