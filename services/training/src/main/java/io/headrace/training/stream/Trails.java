package io.headrace.training.stream;

import io.headrace.events.SearchTrial;
import io.headrace.training.core.SearchTrail;
import org.jspecify.annotations.Nullable;

/// Searches of hyperparameters, between their messages and the core.
final class Trails {

    private Trails() {}

    static @Nullable SearchTrail of(io.headrace.events.@Nullable SearchTrail told) {
        return told == null
                ? null
                : new SearchTrail(
                        told.getMetric(),
                        told.getValidationRows(),
                        told.getTrials().stream()
                                .map(trial -> new SearchTrail.Trial(
                                        trial.getHyperparameters(), trial.getFigure(), trial.getFailure()))
                                .toList());
    }

    static io.headrace.events.@Nullable SearchTrail message(@Nullable SearchTrail trail) {
        return trail == null
                ? null
                : new io.headrace.events.SearchTrail(
                        trail.metric(),
                        trail.validationRows(),
                        trail.trials().stream()
                                .map(trial -> new SearchTrial(trial.hyperparameters(), trial.figure(), trial.failure()))
                                .toList());
    }
}
