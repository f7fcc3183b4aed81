package io.headrace.registry.rebuild;

import io.headrace.kernel.projector.Stretch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How far tables are, by partition: the offset to go on from.
record Positions(Map<Place, Long> next) {

    record Place(String topicId, int partition) {}

    private static final String READ =
            "SELECT topic_id, partition, next_offset FROM headrace.progress WHERE service = ? ORDER BY 1, 2";

    Positions {
        next = Map.copyOf(next);
    }

    static Positions read(Connection tx, String service) throws SQLException {
        return read(tx, service, READ);
    }

    /// Who follows the topics into these tables stands still until the transaction ends.
    static Positions hold(Connection tx, String service) throws SQLException {
        return read(tx, service, READ + " FOR UPDATE");
    }

    private static Positions read(Connection tx, String service, String sql) throws SQLException {
        Map<Place, Long> next = new HashMap<>();
        try (PreparedStatement query = tx.prepareStatement(sql)) {
            query.setString(1, service);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    next.put(new Place(rows.getString(1), rows.getInt(2)), rows.getLong(3));
                }
            }
        }
        return new Positions(next);
    }

    /// Whether these tables hold nothing that the others do not.
    boolean isWithin(Positions others) {
        return next.entrySet().stream().allMatch(at -> at.getValue() <= others.next.getOrDefault(at.getKey(), 0L));
    }

    /// What of the topics the tables hold.
    List<Stretch> behind(List<Stretch> whole) {
        return whole.stream().map(stretch -> stretch.until(of(stretch))).toList();
    }

    /// What of the topics the tables do not hold yet.
    List<Stretch> ahead(List<Stretch> whole) {
        return whole.stream().map(stretch -> stretch.from(of(stretch))).toList();
    }

    /// What the tables may hold and the topics do not any more, a sentence each.
    List<String> lost(List<Stretch> whole) {
        List<String> lost = new ArrayList<>();
        Map<Place, Long> unknown = new HashMap<>(next);
        for (Stretch stretch : whole) {
            unknown.remove(place(stretch));
            if (stretch.begin() > 0) {
                lost.add("%s begins at offset %d: what stood before is gone"
                        .formatted(stretch.topic(), stretch.begin()));
            }
            if (of(stretch) > stretch.end()) {
                lost.add("%s ends at offset %d, and was read up to %d: what stood behind is gone"
                        .formatted(stretch.topic(), stretch.end(), of(stretch)));
            }
        }
        unknown.values().removeIf(offset -> offset == 0);
        unknown.forEach((place, offset) -> lost.add(
                "a topic of the id %s was read up to offset %d and is not there any more: it was deleted, or made anew under its name"
                        .formatted(place.topicId(), offset)));
        return lost;
    }

    private long of(Stretch stretch) {
        return next.getOrDefault(place(stretch), 0L);
    }

    private static Place place(Stretch stretch) {
        return new Place(stretch.topicId(), stretch.partition());
    }
}
