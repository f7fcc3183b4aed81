/// Training: which cuts are worth a run, and the run.
///
/// Reads `headrace.dataset` (the sums of every pipeline revision at a cut), `headrace.pipeline`, `headrace.validation`,
/// `headrace.deployment` and requests of the kind `retrain`; decides TrainingHeld, ExpectationsBroken, ExpectationsMet,
/// ModelTrained, RunFailed, ArtifactsPruned and RequestAnswered. To `headrace.forgetting` it tells what pipelines that
/// demand forgetting owe: ObligationOpened, ObligationAtRisk, ObligationMet, ObligationReleased and VersionsWithdrawn.
///
/// The bytes of a model go to `headrace.artifact`, a topic and a table, each once. Those of a version that was never
/// deployed, and can never be, are pruned after a time.
///
/// A run is a solve of exact sums: milliseconds. So it ends in the transaction that began it, and there is no job that
/// could be lost.
@NullMarked
package io.headrace.training;

import org.jspecify.annotations.NullMarked;
