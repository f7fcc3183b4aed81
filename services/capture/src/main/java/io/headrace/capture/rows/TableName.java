package io.headrace.capture.rows;

import io.headrace.schemas.Topics;

/// A table of a source.
public record TableName(String source, String schema, String table) {

    /// A table from its text.
    ///
    /// @param text as [#text] gives it
    public static TableName of(String source, String text) {
        int dot = text.indexOf('.');
        return new TableName(source, text.substring(0, dot), text.substring(dot + 1));
    }

    public String topic() {
        return Topics.rows(source, schema, table);
    }

    /// `schema.table`, as it stands in the state and in messages.
    public String text() {
        return schema + '.' + table;
    }
}
