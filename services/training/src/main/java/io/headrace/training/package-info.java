/// Training: which cuts are worth a run, and the run.
///
/// Reads `headrace.dataset` (the sums of every pipeline revision at a cut), `headrace.pipeline`, `headrace.validation`,
/// `headrace.deployment` and requests of the kind `retrain`; decides TrainingHeld, ExpectationsBroken, ExpectationsMet,
/// ModelTrained, RunFailed and RequestAnswered. To `headrace.forgetting` it tells what pipelines that demand forgetting
/// owe: ObligationOpened, ObligationAtRisk, ObligationMet, ObligationReleased and VersionsWithdrawn.
///
/// A run is a solve of exact sums: milliseconds. So it ends in the transaction that began it, and there is no job that
/// could be lost.
@NullMarked
package io.headrace.training;

import org.jspecify.annotations.NullMarked;
