package io.headrace.kernel.projector;

import com.zaxxer.hikari.HikariDataSource;
import io.headrace.kernel.Installation;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.avro.SchemaRegistry;
import io.headrace.kernel.database.Pool;
import io.headrace.kernel.stream.Origin;
import io.headrace.kernel.stream.RecordReader;
import io.headrace.kernel.stream.TopicIds;
import io.headrace.kernel.topics.TopicSetup;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;

/// Writes stretches of the topics into a projection's tables, on the caller's thread.
///
/// As with a [Projector] one poll is one transaction, the progress among its rows. Unlike it, a replay ends; and a
/// server that is away is an [io.headrace.kernel.Unavailable], not waited for.
public final class Replay implements AutoCloseable {

    private final Projection projection;
    private final HikariDataSource pool;
    private final SchemaRegistry registry;
    private final Admin admin;
    private final TopicIds ids;
    private final StretchReader reader;
    private final DeadLetters letters;
    private final Intake intake;

    private Replay(Installation installation, Projection projection) {
        this.projection = projection;
        this.pool = Pool.open(installation.database(), "headrace-" + projection.name(), 1);
        this.registry = new SchemaRegistry(installation.registry());
        this.admin = Admin.create(installation.kafka().client());
        this.ids = new TopicIds(new TopicSetup(admin, installation.kafka()));
        this.reader = new StretchReader(installation, projection.name(), admin);
        this.letters = new DeadLetters(installation, projection.service());
        this.intake = new Intake(projection, new RecordReader(new AvroCodec(registry)), ids::position, letters);
    }

    /// Opens the topics of a projection, all of which exist.
    public static Replay open(Installation installation, Projection projection) {
        return new Replay(installation, projection);
    }

    /// Each partition from its first record to its end as it is now.
    public List<Stretch> whole() {
        return reader.whole(Readers.partitions(projection));
    }

    /// Writes what the tables do not hold yet of some stretches, to their ends and not a record further.
    ///
    /// @param passed is told after each transaction how many offsets it went over
    public void write(Collection<Stretch> stretches, LongConsumer passed) throws SQLException {
        List<Stretch> left = new ArrayList<>();
        for (Stretch stretch : stretches) {
            left.add(stretch.from(next(stretch)));
        }
        reader.read(
                left,
                records -> {
                    try (Connection tx = pool.getConnection()) {
                        intake.write(tx, records);
                        tx.commit();
                    }
                },
                passed);
    }

    /// How many records there are in some stretches.
    public long count(Collection<Stretch> stretches) throws SQLException {
        long[] count = {0};
        reader.read(stretches, records -> count[0] += records.size(), offsets -> {});
        return count[0];
    }

    @Override
    public void close() {
        letters.close();
        reader.close();
        admin.close();
        registry.close();
        pool.close();
    }

    private long next(Stretch stretch) throws SQLException {
        Origin beginning = new Origin(stretch.topic(), stretch.partition(), 0);
        try (Connection tx = pool.getConnection()) {
            long next = new Progress(tx, projection.name()).next(ids.position(beginning));
            tx.commit();
            return next;
        }
    }
}
