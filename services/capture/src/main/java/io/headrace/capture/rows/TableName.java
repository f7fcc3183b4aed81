package io.headrace.capture.rows;

import io.headrace.schemas.Topics;

/// A table of a source.
public record TableName(String source, String schema, String table) {

    public String topic() {
        return Topics.rows(source, schema, table);
    }

    /// `schema.table`, as it stands in the state and in messages.
    public String text() {
        return schema + '.' + table;
    }
}
