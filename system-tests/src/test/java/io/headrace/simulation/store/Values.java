package io.headrace.simulation.store;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Values as the store keeps and compares them.
final class Values {

    private Values() {}

    /// One form for what PostgreSQL calls equal.
    static @Nullable Object kept(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Integer number -> number.longValue();
            case UUID id -> id.toString();
            case OffsetDateTime time -> time.toInstant();
            case Object other -> other;
        };
    }

    static long number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalStateException("a number is expected, not " + value);
    }

    /// Null: unknown, as in SQL.
    @SuppressWarnings("unchecked") // Columns hold values of one type each.
    static @Nullable Integer compare(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof Number one
                && right instanceof Number other
                && !left.getClass().equals(right.getClass())) {
            return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString()));
        }
        return ((Comparable<Object>) left).compareTo(right);
    }
}
