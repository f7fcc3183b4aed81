package io.headrace.capture;

import io.headrace.capture.CaptureOutbox.Saying;
import io.headrace.events.SourceRecovered;
import io.headrace.events.SourceTroubled;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/// Says troubles through the outbox.
///
/// A trouble that was the last thing said of its kind is not said again, so restarts do not repeat it.
public final class OutboxTroubles implements Troubles {

    private static final String LAST = """
            select type, payload from headrace.outbox
            where aggregatetype = 'capture' and aggregateid = ? and correlation = ?
            order by sequence desc limit 1
            """;

    private final CaptureOutbox outbox;

    public OutboxTroubles(CaptureOutbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void troubled(String source, String kind, String sentence) {
        say(source, kind, new SourceTroubled(source, kind, sentence));
    }

    @Override
    public void recovered(String source, String kind, String sentence) {
        say(source, kind, new SourceRecovered(source, kind, sentence));
    }

    private void say(String source, String kind, SpecificRecord event) {
        String correlation = "capture/%s/%s".formatted(source, kind);
        try {
            outbox.say(
                    source,
                    new Saying(event, correlation, Optional.empty()),
                    (connection, payload) -> isNews(connection, source, correlation, event, payload));
        } catch (SQLException e) {
            throw new IllegalStateException("The outbox does not take %s of %s".formatted(kind, source), e);
        }
    }

    private static boolean isNews(
            Connection connection, String source, String correlation, SpecificRecord event, byte[] payload)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LAST)) {
            statement.setString(1, source);
            statement.setString(2, correlation);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return event instanceof SourceTroubled;
                }
                boolean open = row.getString("type").equals("SourceTroubled");
                return event instanceof SourceTroubled
                        ? !open || !Arrays.equals(row.getBytes("payload"), payload)
                        : open;
            }
        }
    }
}
