package io.headrace.kernel.stream;

import io.headrace.kernel.shell.Cause;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// A record that was read, as one of the kinds that topics carry.
public sealed interface Received {

    Origin origin();

    /// When it happened, not when it was read.
    Instant time();

    /// An event: a CloudEvent in binary mode.
    ///
    /// @param type the event's name without a namespace
    record Event(
            Origin origin,
            String subject,
            String type,
            long sequence,
            String causation,
            Cause cause,
            SpecificRecord payload)
            implements Received {

        /// Unique for ever.
        public String id() {
            return cause.id();
        }

        public String correlation() {
            return cause.correlation();
        }

        @Override
        public Instant time() {
            return cause.time();
        }
    }

    /// A row of a captured table, written or deleted. Values are strings, numbers, booleans, bytes, lists and maps.
    ///
    /// @param before null where there was none, or where the table does not log it
    record ChangedRow(
            Origin origin,
            Instant time,
            Operation operation,
            @Nullable Map<String, @Nullable Object> before,
            @Nullable Map<String, @Nullable Object> after)
            implements Received {

        /// The row as it is now; empty once it is deleted.
        public Optional<Map<String, @Nullable Object>> now() {
            return Optional.ofNullable(after);
        }
    }

    /// Any other message under its key.
    record Keyed(Origin origin, Instant time, String key, IndexedRecord value) implements Received {}

    /// What a service could not take, in its topic of dead letters.
    record PutAside(Origin origin, DeadLetter letter) implements Received {

        /// When it was put aside.
        @Override
        public Instant time() {
            return letter.time();
        }
    }

    enum Operation {
        /// Read by a snapshot.
        READ,
        CREATE,
        UPDATE,
        DELETE
    }
}
