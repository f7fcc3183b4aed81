/// Decides which rows of `headrace.pipeline` become revisions of a pipeline.
///
/// In: `cdc.headrace.headrace.pipeline`, the rows as people write them. Out: `headrace.pipeline`, with
/// PipelineAccepted, PipelineRefused and PipelineDeleted. What the source's catalogue says about the table is looked
/// up when a row arrives and handed to the decider as a value.
///
/// ```
///            accepted                accepted
///   Absent ───────────► InForce(n) ───────────► InForce(n+1)
///     ▲  refused: stays   │  refused: stays
///     └───────────────────┘
///            deleted
/// ```
@NullMarked
package io.headrace.pipelines;

import org.jspecify.annotations.NullMarked;
