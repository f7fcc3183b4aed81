package io.headrace.capture.stream;

import io.headrace.capture.core.TableState;
import io.headrace.kernel.KafkaAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// After a new slot: sends the decisions of the outbox that are not in the topics yet. The outbox keeps its
/// rows, and every aggregate's decisions are numbered, so what is missing can be told.
final class OutboxResend {

    private static final Logger LOGGER = LoggerFactory.getLogger(OutboxResend.class);

    /// In the order of each aggregate's sequences, and else about as they were decided: a cause that is told late has
    /// an early time.
    private static final String ROWS = """
            select id::text, aggregatetype, aggregateid, type, payload, sequence::text, causation, correlation,
                   traceparent, "time"::text
            from headrace.outbox
            order by max("time") over (partition by aggregatetype, aggregateid order by sequence),
                     aggregatetype, aggregateid, sequence
            """;
    private static final String TYPES = "select distinct aggregatetype from headrace.outbox";
    private static final String TOPIC = "headrace.";
    private static final List<String> COLUMNS = List.of(
            "id",
            "aggregatetype",
            "aggregateid",
            "type",
            "sequence",
            "causation",
            "correlation",
            "traceparent",
            "time");

    private final EngineSpec spec;
    private final KafkaAddress kafka;

    OutboxResend(EngineSpec spec, KafkaAddress kafka) {
        this.spec = spec;
        this.kafka = kafka;
    }

    /// Sends, unless that is done. Put off where a transaction that came out of the WAL is not visible yet.
    void ifUnread(Journal journal, TopicWriter topics) {
        if (journal.state().table(EngineSpec.OUTBOX).complete()) {
            return;
        }
        journal.exclusively(() -> {
            try (Connection connection = spec.database().connect()) {
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                TableSnapshot.Start start = TableSnapshot.start(connection);
                if (journal.settled(start.snapshot())) {
                    resend(journal, topics, connection, start);
                }
            } catch (SQLException e) {
                throw new IllegalStateException("The outbox cannot be read: " + e.getMessage(), e);
            }
        });
    }

    private void resend(Journal journal, TopicWriter topics, Connection connection, TableSnapshot.Start start)
            throws SQLException {
        Map<String, Long> sent = lastSequences(connection);
        journal.transact(before -> {
            send(connection, sent, topics);
            TableState read = before.table(EngineSpec.OUTBOX).reading().read("", start.snapshot(), start.lsn());
            return before.with(EngineSpec.OUTBOX, read);
        });
    }

    private static void send(Connection connection, Map<String, Long> sent, TopicWriter topics) {
        int count = 0;
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(1_000);
            try (ResultSet row = statement.executeQuery(ROWS)) {
                while (row.next()) {
                    String aggregate = row.getString("aggregatetype") + ' ' + row.getString("aggregateid");
                    if (Long.parseLong(row.getString("sequence")) > sent.getOrDefault(aggregate, -1L)) {
                        topics.event(event(row));
                        count++;
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The outbox cannot be read: " + e.getMessage(), e);
        }
        LOGGER.info("outbox: {} decisions were not in the topics", count);
    }

    private static Entry.Event event(ResultSet row) throws SQLException {
        Map<String, @Nullable Object> columns = new HashMap<>();
        for (String column : COLUMNS) {
            columns.put(column, row.getString(column));
        }
        return OutboxEvents.event(columns, row.getBytes("payload"));
    }

    /// The last sequence of each aggregate in the topics: `aggregatetype aggregateid` → sequence.
    private Map<String, Long> lastSequences(Connection connection) throws SQLException {
        List<String> topics = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet type = statement.executeQuery(TYPES)) {
            while (type.next()) {
                topics.add(TOPIC + type.getString(1));
            }
        }
        Map<String, Long> last = new HashMap<>();
        new WholeTopics(kafka).read(topics, message -> note(message, last));
        return last;
    }

    private static void note(ConsumerRecord<byte[], byte[]> message, Map<String, Long> last) {
        Header sequence = message.headers().lastHeader("ce_sequence");
        if (sequence != null) {
            String type = message.topic().substring(TOPIC.length());
            String aggregate = type + ' ' + new String(message.key(), StandardCharsets.UTF_8);
            long number = Long.parseLong(new String(sequence.value(), StandardCharsets.UTF_8));
            last.merge(aggregate, number, Math::max);
        }
    }
}
