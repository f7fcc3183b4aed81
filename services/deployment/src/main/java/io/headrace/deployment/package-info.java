/// Deployment: which version of a pipeline is in production.
///
/// | in | out |
/// |---|---|
/// | headrace.validation: ChallengerAccepted | headrace.deployment: ModelDeployed, ChallengerPending,
/// ChallengerDismissed, DeploymentHeld, DeploymentResumed |
/// | headrace.forgetting: VersionsWithdrawn | headrace.deployment: ChallengerDismissed of one that waits |
/// | requests `approve`, `reject`, `rollback`, `resume` | headrace.deployment: RequestAnswered, for refusals too |
/// | | headrace.live: LiveModel, in the same decision as ModelDeployed |
///
/// Every accepted version lies in `headrace.model`, written in the transaction of the decision, and its bytes in
/// `headrace.artifact`, written by training before it told of the version; the state holds version numbers alone. The
/// rules and a drawing of the states stand in
/// [io.headrace.deployment.core].
@NullMarked
package io.headrace.deployment;

import org.jspecify.annotations.NullMarked;
