package io.headrace.pipelines.core;

/// Where one pipeline stands.
public sealed interface Pipeline {

    /// The last revision there was; 0 before the first.
    int revision();

    /// Nothing is trained: the pipeline was never accepted, or was deleted.
    ///
    /// @param refused whether a row stands there that was refused
    record Absent(int revision, boolean refused) implements Pipeline {}

    /// The specification of this revision holds.
    ///
    /// @param refused whether what was written since was refused
    record InForce(int revision, PipelineSpec spec, boolean refused) implements Pipeline {}
}
