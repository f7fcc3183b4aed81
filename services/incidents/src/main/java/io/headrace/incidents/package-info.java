/// Tells people of what they should know: one open incident per subject and kind, until its cause is gone.
///
/// | in | opens or counts | resolves |
/// |---|---|---|
/// | headrace.validation | ChallengerRejected: `challenger-rejected` | ChallengerAccepted |
/// | headrace.training | RunFailed: `training-failed` | ModelTrained |
/// | headrace.pipeline | PipelineRefused: `pipeline-refused` | PipelineAccepted; PipelineDeleted all three |
/// | headrace.forgetting | ObligationAtRisk: `forgetting-at-risk` | ObligationMet, ObligationReleased |
/// | headrace.capture | SourceTroubled: its own kind | SourceRecovered |
/// | headrace.\<service\>.dead-letters, but its own | each letter: `dead-letters` of the service | |
/// | headrace.letter | | LetterReplayed or LetterDiscarded of the last open letter |
/// | requests `acknowledge` | | |
///
/// Out go, to headrace.incident: IncidentOpened, IncidentRecurred, IncidentAcknowledged, IncidentResolved and
/// RequestAnswered. An incident's name is `subject/kind`, such as `house-price/training-failed`; when its cause comes
/// back after it was resolved, it opens again under that name.
@NullMarked
package io.headrace.incidents;

import org.jspecify.annotations.NullMarked;
