package io.headrace.simulation.promises;

import io.headrace.capture.stream.SimulatedEngine;
import io.headrace.simulation.World;
import io.headrace.simulation.log.Log.Place;
import io.headrace.simulation.people.Tables;
import io.headrace.simulation.source.Captured.Seen;
import io.headrace.simulation.source.Shape;
import io.headrace.simulation.source.SourceDatabase;
import io.headrace.simulation.source.WalTransaction;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The truth about the source: what its tables held at any cut, from its WAL and not from any topic.
final class SourceHistory {

    private final World world;
    private final Map<String, List<TopicStretch>> stretches = new TreeMap<>();

    SourceHistory(World world) {
        this.world = world;
        for (Shape table : Tables.ALL) {
            stretches.put(table.name(), stretches(table, 0));
        }
    }

    /// What one partition of a table's topic holds.
    List<TopicStretch> stretches(Shape table, int partition) {
        Place place = new Place(SimulatedEngine.name(Tables.SOURCE, table).topic(), partition);
        List<RowRecord> records = world.log().all(place).stream()
                .map(message -> RowRecord.of(message, world.avro()))
                .toList();
        return TopicStretch.of(records, complete -> seen(table.name(), complete.isLast() ? complete.micros() : 0));
    }

    /// The rows of a table at a cut: those that its last read saw, changed by every transaction behind it that the
    /// read did not see.
    ///
    /// @param lsn commit LSN of the cut
    NavigableMap<Long, Map<String, @Nullable Object>> rows(String table, long cut, long lsn) {
        NavigableMap<Long, Map<String, @Nullable Object>> rows = new TreeMap<>();
        Seen seen = null;
        for (TopicStretch stretch : Objects.requireNonNull(stretches.get(table))) {
            seen = stretch.cut() <= cut ? stretch.seen() : seen;
        }
        if (seen == null) {
            return rows;
        }
        for (Map<String, @Nullable Object> row : seen.rows()) {
            rows.put(SourceDatabase.key(row), row);
        }
        for (WalTransaction transaction : world.source().wal().transactions()) {
            if (transaction.commitLsn() <= lsn && !seen.snapshot().sees(transaction.xid())) {
                transaction.changes().stream()
                        .filter(change -> change.table().equals(table))
                        .forEach(change -> SourceDatabase.apply(change, rows));
            }
        }
        return rows;
    }

    private @Nullable Seen seen(String table, long micros) {
        return world.source().looks().stream()
                .filter(look -> look.table().equals(table) && look.seen().micros() == micros)
                .map(SourceDatabase.Look::seen)
                .findFirst()
                .orElse(null);
    }
}
