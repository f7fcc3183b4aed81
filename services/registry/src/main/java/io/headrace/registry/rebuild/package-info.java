/// The registry made again from the topics, compared with the live one, and the live one mended.
///
/// ```
///  topics ──Replay──► headrace_registry_rebuilt ─┐
///     │                                          ├─ compared at one position ─► differing rows, replaced
///     └──Projector──► headrace_registry ─────────┘                              in one transaction
/// ```
@NullMarked
package io.headrace.registry.rebuild;

import org.jspecify.annotations.NullMarked;
