package io.headrace.app.rebuild;

import io.headrace.app.Environment;
import io.headrace.capture.CaptureConfig;
import io.headrace.kernel.Installation;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.avro.SchemaRegistry;
import io.headrace.kernel.checkpoint.OutboxRestore;
import io.headrace.kernel.checkpoint.OwnTables;
import io.headrace.kernel.database.DatabaseAddress;
import io.headrace.kernel.projector.Stretch;
import io.headrace.kernel.projector.StretchReader;
import io.headrace.kernel.stream.Origin;
import io.headrace.kernel.stream.Received.ChangedRow;
import io.headrace.kernel.stream.RecordReader;
import io.headrace.pipelines.stream.PeopleTables;
import io.headrace.schemas.Topics;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Headrace's own database, made again in an empty one. The registry is not: it follows the topics from their beginning
/// by itself.
///
/// The outbox comes last, so that after an interruption the database still counts as lost.
final class DatabaseRebuild {

    /// Capture accepts another server when it is asked to read a source again.
    private static final String ACCEPT =
            "insert into headrace.request (kind, source, reason, asked_by, asked_at) values ('reread', ?, 'the database was made again from the topics', session_user, now())";

    private final Environment environment;
    private final Installation installation;
    private final Told told;

    DatabaseRebuild(Environment environment, Told told) {
        this.environment = environment;
        this.installation = environment.installation();
        this.told = told;
    }

    /// Makes all of it again.
    ///
    /// @return what became of each service
    List<ServiceReport> run() throws SQLException {
        List<ServiceReport> reports = new ArrayList<>();
        for (String service : Rebuilding.DECIDERS.keySet().stream().sorted().toList()) {
            reports.add(Rebuilding.of(service).rebuild(environment, told));
        }
        // What people asked about the dead letters of those that keep no states.
        for (String service : List.of("dataset", "registry")) {
            ServiceReport _ = new Rebuilding.OfDecider(service, _ -> OwnTables.NONE).rebuild(environment, told);
        }
        told.says("reading what people wrote, and every decision");
        try (SchemaRegistry registry = new SchemaRegistry(installation.registry());
                Admin admin = Admin.create(installation.kafka().client());
                StretchReader reader = new StretchReader(installation, "the events", admin);
                Connection tx = connect()) {
            tx.setAutoCommit(false);
            write(tx, reader, new RecordReader(new AvroCodec(registry)));
            accept(tx);
            tx.commit();
        }
        return reports;
    }

    private Connection connect() throws SQLException {
        DatabaseAddress database = installation.database();
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    /// A fresh database has another system identifier, or at least no slot.
    private static void accept(Connection tx) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(ACCEPT)) {
            insert.setString(1, CaptureConfig.CONTROL);
            insert.executeUpdate();
        }
    }

    private void write(Connection tx, StretchReader reader, RecordReader records) throws SQLException {
        PeopleTables people = new PeopleTables(tx);
        List<String> events = new ArrayList<>(Topics.EVENTS);
        events.addAll(List.of(Topics.LIVE, Topics.ARTIFACT, Topics.STATE));
        List<Stretch> rows = whole(reader, List.of(Topics.PIPELINE_ROWS, Topics.REQUEST_ROWS));
        List<Stretch> decisions = whole(reader, events);
        List<Stretch> all = new ArrayList<>(rows);
        all.addAll(decisions);
        LongConsumer passed = told.over(all);
        for (Stretch stretch : rows) {
            reader.read(List.of(stretch), batch -> people(people, records, batch), passed);
        }
        for (Stretch stretch : decisions) {
            reader.read(List.of(stretch), batch -> OutboxRestore.add(tx, batch), passed);
        }
    }

    private static List<Stretch> whole(StretchReader reader, List<String> topics) {
        return reader.whole(
                topics.stream().map(topic -> new TopicPartition(topic, 0)).toList());
    }

    private static void people(PeopleTables people, RecordReader records, List<ConsumerRecord<byte[], byte[]>> batch)
            throws SQLException {
        for (ConsumerRecord<byte[], byte[]> message : batch) {
            Origin origin = new Origin(message.topic(), message.partition(), message.offset());
            if (records.read(origin, message.key(), message.value(), message.headers(), message.timestamp())
                            .orElse(null)
                    instanceof ChangedRow row) {
                if (message.topic().equals(Topics.PIPELINE_ROWS)) {
                    people.pipeline(row);
                } else {
                    people.request(row);
                }
            }
        }
    }
}
