package io.headrace.registry.fold;

import io.headrace.events.PipelineAccepted;
import io.headrace.events.PipelineDeleted;
import io.headrace.events.PipelineRefused;
import java.util.List;

/// `headrace.pipeline` as rows.
final class PipelineRows {

    private static final String TABLE = "pipeline_revision";

    private PipelineRows() {}

    static List<Change> of(EventHead head, PipelineAccepted event) {
        return List.of(row(head, event.getPipeline(), "ACCEPTED", event.getAuthor())
                .with("revision", event.getRevision())
                .with("spec", Json.of(event.getSpec()))
                .insertInto(TABLE));
    }

    static List<Change> of(EventHead head, PipelineRefused event) {
        return List.of(row(head, event.getPipeline(), "REFUSED", event.getAuthor())
                .with("reasons", List.copyOf(event.getReasons()))
                .insertInto(TABLE));
    }

    static List<Change> of(EventHead head, PipelineDeleted event) {
        return List.of(
                row(head, event.getPipeline(), "DELETED", event.getAuthor()).insertInto(TABLE));
    }

    private static Row row(EventHead head, String pipeline, String outcome, String author) {
        return Row.of(head)
                .with("pipeline", pipeline)
                .with("outcome", outcome)
                .with("author", author)
                .with("decided_at", head.time());
    }
}
