package io.headrace.dataset.core;

import java.util.List;

/// Names and kinds of a table's columns under one schema. Compared by identity: there is one per schema.
public final class RowShape {

    private final List<String> names;
    private final List<Kind> kinds;

    public RowShape(List<String> names, List<Kind> kinds) {
        this.names = List.copyOf(names);
        this.kinds = List.copyOf(kinds);
    }

    public int size() {
        return names.size();
    }

    /// Where a column lies; −1: there is none of that name.
    public int indexOf(String column) {
        return names.indexOf(column);
    }

    public String name(int column) {
        return names.get(column);
    }

    public Kind kind(int column) {
        return kinds.get(column);
    }
}
