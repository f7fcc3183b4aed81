package io.headrace.worker.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a search went.
///
/// @param validationRows that measured the trials
/// @param trials in the order in which they were made; those for which there was no time are not among them
public record Trail(String metric, long validationRows, List<Trial> trials) {

    public Trail {
        trials = List.copyOf(trials);
    }

    /// What came of hyperparameters.
    ///
    /// @param hyperparameters a JSON object
    /// @param figure of the metric, on the validation rows; null: there is none
    /// @param failure why there is none, one sentence; null: there is one
    public record Trial(
            String hyperparameters,
            @Nullable Double figure,
            @Nullable String failure) {}
}
