package io.headrace.kernel.shell;

import org.apache.avro.specific.SpecificRecord;

/// An event as the world will read it. Its type is the record's simple name.
///
/// @param aggregateType the last word of its topic
public record OutboxMessage(String aggregateType, String aggregateId, SpecificRecord payload) {

    String type() {
        return payload.getSchema().getName();
    }
}
