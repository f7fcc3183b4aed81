package io.headrace.kernel.shell;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// An event as the world will read it.
///
/// @param aggregateType the last word of its topic
/// @param type the simple name of its record
/// @param payload null: a tombstone, for a topic that is compacted
public record OutboxMessage(
        String aggregateType,
        String aggregateId,
        String type,
        @Nullable SpecificRecord payload) {

    public OutboxMessage(String aggregateType, String aggregateId, SpecificRecord payload) {
        this(aggregateType, aggregateId, payload.getSchema().getName(), payload);
    }

    /// Removes what its topic holds under the same aggregate.
    ///
    /// @param removed of the records that go
    public static OutboxMessage tombstone(String aggregateType, String aggregateId, Schema removed) {
        return new OutboxMessage(aggregateType, aggregateId, removed.getName(), null);
    }
}
