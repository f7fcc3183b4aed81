/// The registry: tables and views in `headrace_registry` that say what the event topics say.
///
/// ```
/// headrace.pipeline .training .validation .deployment .incident .capture .letter
///    └─► kernel's projector ─► EventRows (event → changes) ─► ChangeWriter (changes → SQL)
/// ```
/// Reads all event topics, writes nothing but its own tables, decides nothing.
@NullMarked
package io.headrace.registry;

import org.jspecify.annotations.NullMarked;
