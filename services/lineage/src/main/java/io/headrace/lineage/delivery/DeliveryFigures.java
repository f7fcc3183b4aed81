package io.headrace.lineage.delivery;

/// What became of run events since the process began.
///
/// @param delivered taken by the endpoint
/// @param refused that it will never take, and that were left out
/// @param isWaiting whether it takes none now
public record DeliveryFigures(long delivered, long refused, boolean isWaiting) {}
