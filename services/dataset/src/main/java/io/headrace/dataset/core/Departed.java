package io.headrace.dataset.core;

import org.jspecify.annotations.Nullable;

/// Counted rows that left a table.
///
/// A read of a table tells what it holds and not what left it, so a new generation counts as if all rows before it had
/// left.
///
/// @param cut the last that rows left at
/// @param since when the first cut that rows left at was committed, in microseconds since the epoch
public record Departed(long rows, long cut, long since) {

    /// Both; null: none were known before.
    static Departed joined(@Nullable Departed before, Departed more) {
        return before == null
                ? more
                : new Departed(
                        before.rows + more.rows, Math.max(before.cut, more.cut), Math.min(before.since, more.since));
    }
}
