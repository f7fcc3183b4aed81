/// The rules of validation, free of input and output.
///
/// A pipeline's validation knows two things: which version is in production, and which version was judged last.
/// ```
///                        a deployment was heard of
///    ┌─────────┐  ──────────────────────────────────►  ┌───────────────────────────┐ ◄─┐ a newer deployment:
///    │ Unknown │                                       │ Known(version, deployment)│ ──┘ ChampionChanged
///    └─────────┘                                       └───────────────────────────┘
///       │ a version newer than the last judged            │ a version newer than the last judged
///       ▼                                                 ▼
///    through the gates                                 measured against an older deployment: ChallengerOutdated
///                                                      otherwise: through the gates
///
///    through the gates:  all open → ChallengerAccepted        one shut → ChallengerRejected
/// ```
///
/// | rule | rmse | r2 | mean-error |
/// |---|---|---|---|
/// | at-most L | c ≤ L | c ≤ L | abs(c) ≤ L |
/// | at-least L | c ≥ L | c ≥ L | c ≥ L |
/// | worse-than-champion-at-most x | c ≤ p + x·abs(p) | c ≥ p − x·abs(p) | abs(c) ≤ abs(p) + x·abs(p) |
///
/// c is the challenger's figure and p the champion's, both on the same test split at the same cut. A figure that is
/// not a finite number never passes. Without a champion, the comparison passes; with a champion that has no figures
/// at this cut, it does not.
@NullMarked
package io.headrace.validation.core;

import org.jspecify.annotations.NullMarked;
