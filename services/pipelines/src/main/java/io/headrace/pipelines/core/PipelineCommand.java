package io.headrace.pipelines.core;

import io.headrace.pipelines.core.reading.Reading;

/// What a row of `headrace.pipeline` asks for.
public sealed interface PipelineCommand {

    String pipeline();

    /// PostgreSQL's session user, stamped by a trigger.
    String author();

    /// A row was inserted or updated, or read again.
    ///
    /// @param table what the source's catalogue said when the row was looked at
    record Write(String pipeline, String author, Reading reading, TableFacts table) implements PipelineCommand {}

    /// The row was deleted.
    ///
    /// @param author who wrote the row last: a deleted row cannot be stamped any more
    record Delete(String pipeline, String author) implements PipelineCommand {}
}
