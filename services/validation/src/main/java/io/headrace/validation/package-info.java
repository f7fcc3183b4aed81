/// Validation: whether a new model version is good enough to replace the one in production.
///
/// | in | out |
/// |---|---|
/// | headrace.training: ModelTrained, with the gates of its revision and all figures | headrace.validation:
/// ChallengerAccepted, ChallengerRejected, ChallengerOutdated |
/// | headrace.deployment: ModelDeployed, for the number of the champion's deployment | |
///
/// Figures are never computed here: a run measures challenger and champion on the same test split at the same cut,
/// and validation judges what the event says. The rules and a drawing of the states stand in
/// [io.headrace.validation.core].
@NullMarked
package io.headrace.validation;

import org.jspecify.annotations.NullMarked;
