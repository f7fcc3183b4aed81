package io.headrace.deployment.core;

/// What is and was in production.
///
/// @param version the version in production
/// @param deployment the number of its deployment: 1, 2, 3… per pipeline, rollbacks counted
/// @param deployed every version that ever was in production, this one too
public record Production(long version, long deployment, Versions deployed) {

    Production next(long nextVersion) {
        return new Production(nextVersion, deployment + 1, deployed.with(nextVersion));
    }
}
