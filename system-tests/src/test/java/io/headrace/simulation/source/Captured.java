package io.headrace.simulation.source;

import io.headrace.capture.core.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A database that capture reads.
public interface Captured {

    Wal wal();

    /// The tables that are captured as rows.
    List<Shape> tables();

    /// Of what the catalogue says of a table: another one after an ALTER.
    String fingerprint(String table);

    /// The transactions that are not visible to others yet.
    Set<Long> running();

    /// Begins a repeatable read.
    Seen look(String table);

    /// What a snapshot sees.
    ///
    /// @param lsn no transaction that it sees has committed behind it
    record Seen(Snapshot snapshot, long lsn, long micros, List<Map<String, @Nullable Object>> rows) {

        public Seen {
            rows = List.copyOf(rows);
        }
    }
}
