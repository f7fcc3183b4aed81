package io.headrace.capture.stream;

import io.headrace.capture.core.TableState;
import io.headrace.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// After a new slot: sends the decisions of the outbox that are not in the topics yet. The outbox keeps its
/// rows, and every aggregate's decisions are numbered, so what is missing can be told.
final class OutboxResend {

    private static final Logger LOGGER = LoggerFactory.getLogger(OutboxResend.class);

    private static final String ROWS = """
            select id::text, aggregatetype, aggregateid, type, payload, sequence::text, causation, correlation,
                   traceparent, "time"::text
            from headrace.outbox order by "time", aggregatetype, aggregateid, sequence
            """;
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
    private final String kafka;

    OutboxResend(EngineSpec spec, String kafka) {
        this.spec = spec;
        this.kafka = kafka;
    }

    void ifUnread(Journal journal, TopicWriter topics) {
        if (journal.state().table(EngineSpec.OUTBOX).complete()) {
            return;
        }
        journal.exclusively(() -> {
            try (Connection connection = spec.database().connect()) {
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                TableSnapshot.Start start = TableSnapshot.start(connection);
                Map<String, Long> sent = lastSequences();
                journal.transact(before -> {
                    send(connection, sent, topics);
                    TableState read = before.table(EngineSpec.OUTBOX).reading().read("", start.snapshot(), start.lsn());
                    return before.with(EngineSpec.OUTBOX, read);
                });
            } catch (SQLException e) {
                throw new IllegalStateException("The outbox cannot be read: " + e.getMessage(), e);
            }
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
    private Map<String, Long> lastSequences() {
        List<TopicPartition> partitions = new ArrayList<>();
        Topics.EVENTS.forEach(topic -> partitions.add(new TopicPartition(topic, 0)));
        partitions.add(new TopicPartition(Topics.LIVE, 0));
        partitions.add(new TopicPartition(Topics.STATE, 0));
        Map<String, Long> last = new HashMap<>();
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.toString());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> note(message, last));
            }
        }
        return last;
    }

    private static void note(ConsumerRecord<byte[], byte[]> message, Map<String, Long> last) {
        Header sequence = message.headers().lastHeader("ce_sequence");
        if (sequence != null) {
            String type = message.topic().substring("headrace.".length());
            String aggregate = type + ' ' + new String(message.key(), StandardCharsets.UTF_8);
            long number = Long.parseLong(new String(sequence.value(), StandardCharsets.UTF_8));
            last.merge(aggregate, number, Math::max);
        }
    }
}
