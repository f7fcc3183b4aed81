package io.headrace.validation.core;

import java.util.List;

/// What validation is told.
public sealed interface ValidationCommand {

    /// Judge a new version by the gates of its revision.
    ///
    /// @param figures the challenger's, on the test split of its cut
    /// @param champion what it was measured against, on the same test split at the same cut
    record JudgeChallenger(
            Challenger challenger, Figures figures, Champion champion, List<Gate> gates, Approval approval)
            implements ValidationCommand {
        public JudgeChallenger {
            gates = List.copyOf(gates);
        }
    }

    /// A version went into production.
    ///
    /// @param deployment its number, which grows with each deployment of the pipeline
    record NoteChampion(long version, long deployment) implements ValidationCommand {}
}
