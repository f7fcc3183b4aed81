package io.headrace.registry.rebuild;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row on which the live registry and the topics do not agree.
///
/// @param key its `event_id`
/// @param live the live row as a JSON object; null: there is none
/// @param rebuilt the row that the topics make; null: they make none
public record Difference(
        UUID key, @Nullable String live, @Nullable String rebuilt) {}
