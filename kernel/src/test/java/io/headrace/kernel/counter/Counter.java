package io.headrace.kernel.counter;

import java.time.Instant;
import java.util.Optional;

/// How far it has counted, and when it wants to ring.
public record Counter(long total, Optional<Instant> ringsAt) {}
