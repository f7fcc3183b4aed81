package io.headrace.training.core;

import java.time.Instant;

/// The version in production.
///
/// @param revision that trained it
/// @param deployment grows with each deployment of the pipeline
/// @param since when training learned of it
public record Champion(long version, int revision, long deployment, Instant since) {}
