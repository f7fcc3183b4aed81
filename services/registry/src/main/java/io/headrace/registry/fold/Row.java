package io.headrace.registry.fold;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values by column, in order; unlike those of `Map.of` they may be null.
final class Row {

    private final Map<String, @Nullable Object> columns = new LinkedHashMap<>();

    private Row() {}

    static Row of(String column, @Nullable Object value) {
        return new Row().with(column, value);
    }

    /// A row that the event begins.
    static Row of(EventHead head) {
        return of("event_id", head.id()).with("sequence", head.sequence()).with("causation", head.causation());
    }

    /// A row that the event begins and others will change.
    static Row open(EventHead head) {
        return of(head).with("last_sequence", head.sequence());
    }

    /// Columns that the event changes.
    static Row changed(EventHead head) {
        return of("last_sequence", head.sequence());
    }

    Row with(String column, @Nullable Object value) {
        columns.put(column, value);
        return this;
    }

    Map<String, @Nullable Object> columns() {
        return Collections.unmodifiableMap(columns);
    }

    Change insertInto(String table) {
        return new Change.Insert(table, columns());
    }
}
