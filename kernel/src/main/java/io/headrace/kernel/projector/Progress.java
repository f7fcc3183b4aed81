package io.headrace.kernel.projector;

import io.headrace.kernel.shell.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// How far a projection is, in one transaction. The rows it asks for stay locked until the end.
final class Progress {

    private record Place(String topicId, int partition) {}

    private static final String BEGIN = """
            insert into headrace.progress (service, topic_id, partition, next_offset) values (?, ?, ?, 0)
            on conflict do nothing""";

    private static final String LOCK = """
            select next_offset from headrace.progress
            where service = ? and topic_id = ? and partition = ? for update""";

    private static final String SAVE = """
            update headrace.progress set next_offset = ? where service = ? and topic_id = ? and partition = ?""";

    private final Connection tx;
    private final String name;
    private final Map<Place, Long> next = new HashMap<>();

    Progress(Connection tx, String name) {
        this.tx = tx;
        this.name = name;
    }

    /// The offset to go on from in a position's partition.
    long next(Position position) throws SQLException {
        Place place = new Place(position.topicId(), position.partition());
        Long known = next.get(place);
        if (known == null) {
            known = lock(place);
            next.put(place, known);
        }
        return known;
    }

    /// Whether a record is new; if so it counts as written.
    boolean take(Position position) throws SQLException {
        if (position.offset() < next(position)) {
            return false;
        }
        next.put(new Place(position.topicId(), position.partition()), position.offset() + 1);
        return true;
    }

    void save() throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(SAVE)) {
            for (Map.Entry<Place, Long> entry : next.entrySet()) {
                update.setLong(1, entry.getValue());
                update.setString(2, name);
                update.setString(3, entry.getKey().topicId());
                update.setInt(4, entry.getKey().partition());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private long lock(Place place) throws SQLException {
        try (PreparedStatement begin = tx.prepareStatement(BEGIN)) {
            begin.setString(1, name);
            begin.setString(2, place.topicId());
            begin.setInt(3, place.partition());
            begin.executeUpdate();
        }
        try (PreparedStatement lock = tx.prepareStatement(LOCK)) {
            lock.setString(1, name);
            lock.setString(2, place.topicId());
            lock.setInt(3, place.partition());
            try (ResultSet row = lock.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException(
                            "the progress of %s at %s vanished while it was read".formatted(name, place));
                }
                return row.getLong(1);
            }
        }
    }
}
