package io.headrace.app.torture;

import io.headrace.kernel.stream.DeadLetter;
import io.headrace.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// The topics of events, as a plain consumer reads them: each event once, in the order of its aggregate, and what the
/// outbox holds and nothing else.
final class EventScan {

    private final PlainReader reader;
    private final Findings findings;
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private long kept;
    private long made;
    private long doubled;

    EventScan(PlainReader reader, Findings findings) {
        this.reader = reader;
        this.findings = findings;
    }

    /// How many events there are.
    long made() {
        return made;
    }

    long doubled() {
        return doubled;
    }

    /// Scans everything; no service may decide any more.
    void scan(Connection connection) throws SQLException {
        for (String topic : Topics.EVENTS) {
            read(topic);
            compare(connection, topic);
        }
        made = ids.size();
        if (made != kept) {
            findings.add(Promise.DECISIONS, "the outbox holds %d events and the topics %d".formatted(kept, made));
        }
        read(Topics.STATE);
        read(Topics.LIVE);
        read(Topics.ARTIFACT);
        deadLetters();
        requests(connection);
    }

    private void read(String topic) {
        if (!reader.read(topic, message -> event(topic, message))) {
            findings.add(
                    Promise.DECISIONS, "%s cannot be read to its end: a transaction is still open".formatted(topic));
        }
    }

    private void event(String topic, ConsumerRecord<byte[], byte[]> message) {
        String id = text(message, "ce_id");
        String aggregate = topic + ' ' + new String(message.key(), StandardCharsets.UTF_8);
        long sequence = Long.parseLong(text(message, "ce_sequence"));
        long before = Objects.requireNonNullElse(sequences.put(aggregate, sequence), -1L);
        boolean isNew = ids.add(id);
        if (!isNew) {
            findings.add(Promise.DECISIONS, "%s@%d is event %s once more".formatted(topic, message.offset(), id));
        }
        if (sequence <= before) {
            findings.add(
                    Promise.DECISIONS,
                    "%s@%d of %s has sequence %d behind %d"
                            .formatted(topic, message.offset(), aggregate, sequence, before));
        }
        if (!isNew || sequence <= before) {
            doubled++;
        }
    }

    private void compare(Connection connection, String topic) throws SQLException {
        String type = topic.substring("headrace.".length());
        try (PreparedStatement statement =
                connection.prepareStatement("select id::text from headrace.outbox where aggregatetype = ?")) {
            statement.setString(1, type);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    kept++;
                    if (!ids.contains(rows.getString(1))) {
                        findings.add(
                                Promise.DECISIONS,
                                "%s lacks event %s of the outbox".formatted(topic, rows.getString(1)));
                    }
                }
            }
        }
    }

    private void deadLetters() {
        for (String topic : reader.topics()) {
            if (DeadLetter.isTopic(topic)) {
                boolean _ = reader.read(
                        topic,
                        message -> findings.add(
                                Promise.NOTHING_ASIDE,
                                "%s@%d: `headrace dead-letters` tells why".formatted(topic, message.offset())));
            }
        }
    }

    /// Each request is in its topic once, and has one answer.
    private void requests(Connection connection) throws SQLException {
        Set<String> seen = new HashSet<>();
        boolean _ = reader.read(Topics.REQUEST_ROWS, message -> {
            if (message.key() != null && !seen.add(new String(message.key(), StandardCharsets.ISO_8859_1))) {
                doubled++;
                findings.add(
                        Promise.DECISIONS,
                        "%s@%d is a request once more".formatted(Topics.REQUEST_ROWS, message.offset()));
            }
        });
        long asked = number(connection, "select count(*) from headrace.request");
        if (seen.size() != asked) {
            findings.add(
                    Promise.DECISIONS,
                    "%d requests were written, and %s holds %d".formatted(asked, Topics.REQUEST_ROWS, seen.size()));
        }
        long answers = number(connection, "select count(*) from headrace.outbox where type = 'RequestAnswered'");
        if (answers != asked) {
            findings.add(Promise.DECISIONS, "%d requests have %d answers".formatted(asked, answers));
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> message, String name) {
        @Nullable Header header = message.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
