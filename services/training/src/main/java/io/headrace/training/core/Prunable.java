package io.headrace.training.core;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Versions whose artifacts need not be kept any more: their time is over, and no version that is kept has the same.
///
/// @param versions in their order
/// @param artifacts their SHA-256s, each once
/// @param bytes of these artifacts
/// @param oldest when the first of the others lapsed; null: none did
/// @param isAll false: there are more
public record Prunable(
        List<Long> versions,
        List<String> artifacts,
        long bytes,
        @Nullable Instant oldest,
        boolean isAll) {

    public Prunable {
        versions = List.copyOf(versions);
        artifacts = List.copyOf(artifacts);
    }
}
