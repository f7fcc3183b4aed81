/// From what became of a run to OpenLineage's events.
///
/// ```
///            RunQueued             ModelTrained: COMPLETE
///  (nothing) ─────────► started ─► RunFailed:    FAIL
///              START               RunCancelled: ABORT
/// ```
/// A run that is made within one decision starts and ends there: both events come out of its end.
@NullMarked
package io.headrace.lineage.core;

import org.jspecify.annotations.NullMarked;
