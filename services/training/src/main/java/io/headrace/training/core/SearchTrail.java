package io.headrace.training.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a worker tried before it trained a model with the best of it.
///
/// @param metric that said which trial was best
/// @param validationRows training rows that measured the trials
/// @param trials in the order in which they were made
public record SearchTrail(String metric, long validationRows, List<Trial> trials) {

    public SearchTrail {
        trials = List.copyOf(trials);
    }

    /// What came of hyperparameters.
    ///
    /// @param hyperparameters a JSON object
    /// @param figure of the metric; null: there is none
    /// @param failure why there is none; null: there is one
    public record Trial(
            String hyperparameters,
            @Nullable Double figure,
            @Nullable String failure) {}
}
