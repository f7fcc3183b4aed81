package io.headrace.app.torture;

import java.sql.SQLException;

/// Something that goes wrong.
///
/// @param kind in the words of the report
/// @param target who it happens to
/// @param strike does it
/// @param mend ends it, as far as somebody must
record Fault(String kind, String target, Step strike, Step mend) {

    /// Nobody need do anything.
    static final Step NOTHING = () -> {};

    /// A part of a fault.
    @FunctionalInterface
    interface Step {
        void run() throws SQLException;
    }

    /// Whether two cannot happen at the same time.
    boolean touches(Fault other) {
        return target.split(" ", 2)[0].equals(other.target.split(" ", 2)[0]);
    }

    @Override
    public String toString() {
        return kind + " " + target;
    }
}
