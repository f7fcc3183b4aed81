package io.headrace.capture.rows;

import org.apache.avro.Schema;

/// Gives a schema its number in the schema registry, registering it when it is new, and a number its schema.
public interface SchemaIds {

    /// The number of a schema of one topic.
    ///
    /// @param subject `<topic>-value` or `<topic>-key`
    int idOf(String subject, Schema schema);

    /// The number of an event's schema. Its subject is the event's name, which is the same in every installation.
    default int idOf(Schema event) {
        return idOf(event.getFullName(), event);
    }

    /// The schema of a number.
    Schema schema(int id);
}
