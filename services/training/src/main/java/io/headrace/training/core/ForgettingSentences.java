package io.headrace.training.core;

import io.headrace.training.core.TrainingEvent.ObligationAtRisk;
import org.jspecify.annotations.Nullable;

/// What a person is told of an obligation.
public final class ForgettingSentences {

    private ForgettingSentences() {}

    /// What is missing and the way out.
    public static String atRisk(String pipeline, ObligationAtRisk risk) {
        Obligation obligation = risk.obligation();
        return "rows that were deleted by cut %d %s out of production by %s, and %s: %s"
                .formatted(
                        obligation.departures().cut().number(),
                        obligation.alarm() == Obligation.Alarm.OVERDUE ? "had to be" : "have to be",
                        obligation.deadline(),
                        standing(risk.champion()),
                        wayOut(pipeline, obligation.coveredBy()));
    }

    private static String standing(@Nullable Long champion) {
        return champion == null
                ? "no version is in production"
                : "version %d, which is, was trained before".formatted(champion);
    }

    private static String wayOut(String pipeline, @Nullable Long coveredBy) {
        return coveredBy == null
                ? "no version was trained since; `headrace retrain %s` asks for one".formatted(pipeline)
                : "version %d was trained without them, or a later one; `headrace describe %s` tells what keeps it out, and `headrace retrain %s` asks for another"
                        .formatted(coveredBy, pipeline, pipeline);
    }
}
