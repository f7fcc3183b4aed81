package io.headrace.registry.rebuild;

import java.util.List;

/// A table of the live registry beside the one that the topics make.
///
/// @param live rows of the live table
/// @param rebuilt rows of the other one
/// @param missing rows that the live table lacks
/// @param surplus rows that it alone has
/// @param changed rows that both have, with other values
/// @param first the first of all those
public record TableComparison(
        String table, long live, long rebuilt, long missing, long surplus, long changed, List<Difference> first) {

    public long differing() {
        return missing + surplus + changed;
    }
}
