package io.headrace.validation.core;

import org.jspecify.annotations.Nullable;

/// What a run knew of the version in production when it began.
public sealed interface Champion {

    /// Nothing was in production.
    record None() implements Champion {}

    /// A version was in production.
    ///
    /// @param deployment its deployment's number; grows with each deployment of the pipeline
    /// @param figures on the challenger's cut; null where its dataset cannot be read at that cut any more
    record Version(long version, long deployment, @Nullable Figures figures) implements Champion {}

    /// The number of the champion's deployment, 0 where there is none.
    default long number() {
        return switch (this) {
            case None _ -> 0;
            case Version version -> version.deployment();
        };
    }

    /// The champion's version, null where there is none.
    default @Nullable Long versionOrNull() {
        return switch (this) {
            case None _ -> null;
            case Version version -> version.version();
        };
    }
}
