package io.headrace.kernel.stream;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Does late what a service could not do with a record in its time.
@FunctionalInterface
public interface LetterWork {

    /// Takes a record within a transaction whose end is the caller's. What it throws is a reason too.
    ///
    /// @param original the record, as it stood at its place
    /// @param untaken tells of a later record whether it was put aside too, and not taken since
    /// @return why it cannot be taken any more, a sentence; empty: it was taken
    Optional<String> take(Connection tx, ConsumerRecord<byte[], byte[]> original, Predicate<Origin> untaken)
            throws SQLException;
}
