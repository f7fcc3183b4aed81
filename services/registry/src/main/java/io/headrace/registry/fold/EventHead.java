package io.headrace.registry.fold;

import java.time.Instant;
import java.util.UUID;

/// What an event's headers say of it.
///
/// @param topic where it came from
/// @param id `ce_id`
/// @param sequence `ce_sequence`: its number within its aggregate
/// @param time `ce_time`
/// @param causation `ce_causation`: what brought it about
public record EventHead(String topic, UUID id, long sequence, Instant time, String causation) {}
