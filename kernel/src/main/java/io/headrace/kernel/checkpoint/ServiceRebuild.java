package io.headrace.kernel.checkpoint;

import com.zaxxer.hikari.HikariDataSource;
import io.headrace.kernel.Installation;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.avro.SchemaRegistry;
import io.headrace.kernel.avro.Unreadable;
import io.headrace.kernel.database.Pool;
import io.headrace.kernel.message.StateCheckpoint;
import io.headrace.kernel.projector.Stretch;
import io.headrace.kernel.projector.StretchReader;
import io.headrace.kernel.stream.GroupOffsets;
import io.headrace.kernel.stream.LetterDesk;
import io.headrace.kernel.stream.Origin;
import io.headrace.kernel.stream.Received;
import io.headrace.kernel.stream.RecordReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Throws away what a decider's service keeps in the database and makes it again from the topics: its states and
/// progress from its checkpoints, its own tables from what tells of them.
///
/// All in one transaction, so that an interrupted one has changed nothing.
public final class ServiceRebuild implements AutoCloseable {

    private static final String TOPIC = "headrace." + Checkpoints.AGGREGATE_TYPE;

    private final KafkaAddress kafka;
    private final String service;
    private final OwnTables own;
    private final HikariDataSource pool;
    private final SchemaRegistry registry;
    private final AvroCodec avro;
    private final RecordReader records;
    private final Admin admin;
    private final StretchReader reader;

    private ServiceRebuild(Installation installation, String service, Function<AvroCodec, OwnTables> own) {
        this.kafka = installation.kafka();
        this.service = service;
        this.pool = Pool.open(installation.database(), "headrace-rebuild-" + service, 1);
        this.registry = new SchemaRegistry(installation.registry());
        this.avro = new AvroCodec(registry);
        this.own = own.apply(avro);
        this.records = new RecordReader(avro);
        this.admin = Admin.create(kafka.client());
        this.reader = new StretchReader(installation, service, admin);
    }

    /// Opens the topics of a service, all of which exist.
    ///
    /// @param own its tables, some of which hold messages as topics have them
    public static ServiceRebuild open(Installation installation, String service, Function<AvroCodec, OwnTables> own) {
        return new ServiceRebuild(installation, service, own);
    }

    /// The states, for [#compare].
    public List<Stretch> states() {
        return reader.whole(List.of(new TopicPartition(TOPIC, 0)));
    }

    /// All that [#rebuild] reads.
    public List<Stretch> whole() {
        List<Stretch> whole = new ArrayList<>(states());
        whole.addAll(reader.whole(
                own.topics().stream().map(topic -> new TopicPartition(topic, 0)).toList()));
        return whole;
    }

    /// Which states are not what their newest checkpoints say. The service may run: it waits for a moment.
    ///
    /// @param passed is told how many offsets were gone over
    public List<StateDifference> compare(List<Stretch> states, LongConsumer passed) throws SQLException {
        List<Checkpoints> all = read(states.getFirst(), passed);
        try (Connection tx = pool.getConnection()) {
            List<StateDifference> differences = new ArrayList<>();
            for (Checkpoints checkpoints : all) {
                differences.addAll(StateTables.lock(tx, checkpoints, avro).compare());
            }
            tx.rollback();
            return differences;
        }
    }

    /// Makes all of it again. The service must not run: a [io.headrace.kernel.Unavailable] says if it does.
    ///
    /// @param whole the states first
    /// @param passed is told how many offsets were gone over
    /// @return which states were not what they are now
    public List<StateDifference> rebuild(List<Stretch> whole, LongConsumer passed) throws SQLException {
        GroupOffsets offsets = GroupOffsets.ofStopped(service, kafka, admin);
        List<Checkpoints> all = read(whole.getFirst(), passed);
        try (Connection tx = pool.getConnection()) {
            List<StateDifference> differences = new ArrayList<>();
            for (Checkpoints checkpoints : all) {
                StateTables states = StateTables.lock(tx, checkpoints, avro);
                differences.addAll(states.compare());
                states.replace();
            }
            for (String table : own.tables()) {
                try (PreparedStatement delete = tx.prepareStatement("delete from " + table)) {
                    delete.executeUpdate();
                }
            }
            for (Stretch stretch : whole.subList(1, whole.size())) {
                reader.read(List.of(stretch), records -> apply(tx, records), passed);
            }
            // Before the commit: to read again what was decided is harmless, to leave out what was not is not.
            offsets.rewind();
            tx.commit();
            return differences;
        }
    }

    /// Of the service, and of the desk that answers what people ask about its dead letters.
    private List<Checkpoints> read(Stretch states, LongConsumer passed) throws SQLException {
        List<Checkpoints> all = List.of(new Checkpoints(service), new Checkpoints(LetterDesk.name(service)));
        reader.read(
                List.of(states),
                records -> records.forEach(message -> received(message)
                        .map(Received.Event.class::cast)
                        .map(Received.Event::payload)
                        .map(StateCheckpoint.class::cast)
                        .ifPresent(checkpoint -> all.forEach(one -> one.take(checkpoint)))),
                passed);
        return all;
    }

    private void apply(Connection tx, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        for (ConsumerRecord<byte[], byte[]> message : records) {
            if (message.value() == null && message.key() != null) {
                own.remove(tx, message.topic(), new String(message.key(), StandardCharsets.UTF_8));
            }
            Optional<Received> received = received(message);
            if (received.isPresent()) {
                own.apply(tx, received.get());
            }
        }
    }

    /// Empty for what nobody can read: the service left it out, too.
    private Optional<Received> received(ConsumerRecord<byte[], byte[]> message) {
        Origin origin = new Origin(message.topic(), message.partition(), message.offset());
        try {
            return records.read(origin, message.key(), message.value(), message.headers(), message.timestamp());
        } catch (Unreadable _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        reader.close();
        admin.close();
        registry.close();
        pool.close();
    }
}
