package io.headrace.kernel.checkpoint;

import io.headrace.kernel.stream.Received;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Tables that a service keeps beside its states, and the topics that tell all that is in them.
public interface OwnTables {

    /// For a service that has states alone.
    OwnTables NONE = new OwnTables() {
        @Override
        public List<String> tables() {
            return List.of();
        }

        @Override
        public List<String> topics() {
            return List.of();
        }

        @Override
        public void apply(Connection tx, Received received) {}
    };

    /// With their schema.
    List<String> tables();

    /// Of one partition each; read one whole before the next.
    List<String> topics();

    /// Writes what a record says.
    void apply(Connection tx, Received received) throws SQLException;

    /// Removes what a tombstone says is gone.
    ///
    /// @param key of the record that goes, in UTF-8
    default void remove(Connection tx, String topic, String key) throws SQLException {}
}
