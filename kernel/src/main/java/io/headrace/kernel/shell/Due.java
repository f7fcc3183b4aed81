package io.headrace.kernel.shell;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When an aggregate wants to be asked again.
///
/// @param sequence of the state that says so: of two, the higher one is the news
/// @param deadline null: never
public record Due(
        String aggregateId, long sequence, @Nullable Instant deadline) {}
