package io.headrace.pipelines.core;

import java.util.List;

/// What became of a row of `headrace.pipeline`.
public sealed interface PipelineEvent {

    String pipeline();

    record Accepted(String pipeline, int revision, PipelineSpec spec, String author) implements PipelineEvent {}

    /// The last accepted revision stays in force.
    ///
    /// @param reasons every problem, one sentence each
    record Refused(String pipeline, List<String> reasons, String author) implements PipelineEvent {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    record Deleted(String pipeline, String author) implements PipelineEvent {}
}
