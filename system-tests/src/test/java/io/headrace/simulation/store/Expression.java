package io.headrace.simulation.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Something that has a value where there are rows.
@FunctionalInterface
interface Expression {

    @Nullable
    Object value(Scope scope) throws SQLException;

    /// Whether it is true; unknown is not.
    default boolean holds(Scope scope) throws SQLException {
        return Boolean.TRUE.equals(value(scope));
    }
}
