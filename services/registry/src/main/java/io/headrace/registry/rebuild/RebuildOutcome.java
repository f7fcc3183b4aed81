package io.headrace.registry.rebuild;

import java.util.List;

/// How a rebuild ended.
public sealed interface RebuildOutcome {

    /// Every table was compared, both sides at the same place of the topics.
    ///
    /// @param lost what the topics do not hold any more, a sentence each; empty: they are whole
    /// @param mended whether the live registry is now what the topics make
    record Compared(List<TableComparison> tables, List<String> lost, boolean mended) implements RebuildOutcome {

        public long differing() {
            return tables.stream().mapToLong(TableComparison::differing).sum();
        }
    }

    /// Nothing was compared and nothing changed.
    record Refused(String sentence) implements RebuildOutcome {}
}
