/// The rules of deployment, free of input and output.
///
/// ```
///  ┌────────┐  accepted, automatic; approve: ModelDeployed   ┌──────┐
///  │ Vacant │ ─────────────────────────────────────────────► │ Live │ ◄─┐ accepted, automatic; approve:
///  └────────┘                                                └──────┘ ──┘ ModelDeployed
///                  rollback: DeploymentHeld, ModelDeployed    │    ▲
///                                                             ▼    │    resume: DeploymentResumed,
///                                                            ┌──────┐   ModelDeployed of what waited
///                                                            │ Held │ ◄─┐ accepted: it waits
///                                                            └──────┘ ──┘ rollback, approve: ModelDeployed
/// ```
/// In each state one version can wait: for approval, where its revision asks for one, or else for `resume`. A newer
/// accepted version takes its place (ChallengerDismissed); `approve` deploys it, even while held, because a person
/// says so; `reject` dismisses it.
///
/// Versions ascend, so an accepted version that is not newer than the newest one seen is a repeat. An older version
/// replaces a newer one by `rollback` alone: by default the newest one ever deployed that is older than the one in
/// production. Rolling "back" to a newer one that was in production before is allowed too, by naming it. A
/// withdrawn one is not put into production by anything.
@NullMarked
package io.headrace.deployment.core;

import org.jspecify.annotations.NullMarked;
