package io.headrace.capture.rows;

import org.apache.avro.Schema;

/// Gives a schema its number in the schema registry, registering it when it is new, and a number its schema.
public interface SchemaIds {

    /// The number of a schema.
    ///
    /// @param subject `<topic>-value` or `<topic>-key`
    int idOf(String subject, Schema schema);

    /// The schema of a number.
    Schema schema(int id);
}
