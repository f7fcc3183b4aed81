package io.headrace.capture.stream;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing that a transaction puts into a topic.
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy per row would cost more than it guards
sealed interface Entry {

    /// A change of a row, encoded.
    ///
    /// @param table `schema.table`
    /// @param value null: nothing of the row need be kept
    record Row(String table, int partition, byte[] key, byte @Nullable [] value) implements Entry {}

    /// A TRUNCATE: the table begins anew, empty.
    record Truncate(String table) implements Entry {}

    /// A decision of the outbox.
    ///
    /// @param payload null: a tombstone
    record Event(String topic, byte[] key, byte @Nullable [] payload, Map<String, String> headers) implements Entry {}
}
