package io.headrace.letters.stream;

import io.headrace.kernel.stream.DeadLetter;
import io.headrace.kernel.stream.LetterDesk;
import io.headrace.kernel.stream.Origin;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/// Which records were put aside behind a letter and not replayed since. The letters are read when first asked.
final class Untaken implements Predicate<Origin> {

    /// A letter that nobody asked about has no row, and one that was discarded was never taken.
    private static final String REPLAYED = """
            select 1 from headrace.state
            where service = ? and aggregate_id = ? and state ->> 'outcome' = 'REPLAYED'""";

    private final LetterDesk.Site site;
    private final String desk;
    private final Origin letter;
    private final Connection tx;
    private final Map<String, String> ids = new HashMap<>();
    private boolean isRead;

    /// @param desk the name that the states of letters are kept under
    Untaken(LetterDesk.Site site, String desk, Origin letter, Connection tx) {
        this.site = site;
        this.desk = desk;
        this.letter = letter;
        this.tx = tx;
    }

    @Override
    public boolean test(Origin record) {
        read();
        String id = ids.get(record.toString());
        return id != null && !isReplayed(id);
    }

    private void read() {
        if (isRead) {
            return;
        }
        isRead = true;
        TopicPartition place = new TopicPartition(letter.topic(), letter.partition());
        site.records().visit(place, letter.offset() + 1, Long.MAX_VALUE, message -> {
            DeadLetter other = DeadLetter.read(message);
            ids.put(other.origin(), other.id());
            return true;
        });
    }

    private boolean isReplayed(String id) {
        try (PreparedStatement query = tx.prepareStatement(REPLAYED)) {
            query.setString(1, desk);
            query.setString(2, id);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the states of %s cannot be read".formatted(desk), e);
        }
    }
}
