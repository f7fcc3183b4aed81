/// Lineage: what became of every run, for tools that follow data from one system to the next.
///
/// ```
/// headrace.training ─► RunNews ─┐
///                               ├─► RunEvents ─► headrace.lineage ─► delivery ─► a lineage tool, if one is set
/// headrace.pipeline ─► Plan ────┘   OpenLineage
/// ```
/// | in | out |
/// |---|---|
/// | headrace.training: RunQueued, ModelTrained, RunFailed, RunCancelled | headrace.lineage: run events, JSON |
/// | headrace.pipeline: PipelineAccepted | which table a run read, by which trainer |
///
/// It decides nothing and keeps nothing: an event in, run events out, exactly once. So a run has one START and one
/// COMPLETE, FAIL or ABORT in the topic, whatever dies meanwhile.
@NullMarked
package io.headrace.lineage;

import org.jspecify.annotations.NullMarked;
