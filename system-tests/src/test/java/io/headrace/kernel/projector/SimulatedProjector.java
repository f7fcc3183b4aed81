package io.headrace.kernel.projector;

import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.shell.Position;
import io.headrace.kernel.stream.Origin;
import io.headrace.kernel.stream.RecordReader;
import io.headrace.kernel.topics.TopicSpec;
import io.headrace.simulation.Dice;
import io.headrace.simulation.log.Log;
import io.headrace.simulation.log.Log.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// One life of a projector: [Projector] without its thread. What is written, and the progress with it, is its own.
public final class SimulatedProjector {

    private final DataSource database;
    private final Projection projection;
    private final Log log;
    private final Dice dice;
    private final Intake intake;
    private final SortedMap<Place, Long> next = new TreeMap<>();

    public SimulatedProjector(DataSource database, Projection projection, AvroCodec avro, Log log, Dice dice) {
        this.database = database;
        this.projection = projection;
        this.log = log;
        this.dice = dice;
        this.intake = new Intake(
                projection,
                new RecordReader(avro),
                origin -> new Position(origin.topic(), origin.partition(), origin.offset()),
                (position, message, reason) -> {
                    throw new IllegalStateException("%s goes to the dead letters: %s".formatted(position, reason));
                });
    }

    /// Writes what one poll brings, or finds out where it is; what it did.
    public Optional<String> poll() throws SQLException {
        if (next.isEmpty()) {
            seek();
            return Optional.of("goes on at " + next);
        }
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Place place : next.keySet()) {
            records.addAll(log.read(place, next.get(place), dice.between(0, 5)));
        }
        if (records.isEmpty()) {
            return Optional.empty();
        }
        try (Connection tx = database.getConnection()) {
            intake.write(tx, records);
            tx.commit();
        }
        records.forEach(message ->
                next.merge(new Place(message.topic(), message.partition()), message.offset() + 1, Math::max));
        return Optional.of("%d records".formatted(records.size()));
    }

    /// Whether there are records that it has not written.
    public boolean hasMore() {
        return next.isEmpty() || next.entrySet().stream().anyMatch(at -> log.hasMore(at.getKey(), at.getValue()));
    }

    private void seek() throws SQLException {
        SortedMap<Place, Long> found = new TreeMap<>();
        try (Connection tx = database.getConnection()) {
            Progress progress = new Progress(tx, projection.name());
            for (TopicSpec topic : projection.topics()) {
                Origin first = new Origin(topic.name(), 0, 0);
                found.put(
                        new Place(topic.name(), 0),
                        progress.next(new Position(first.topic(), first.partition(), first.offset())));
            }
            tx.commit();
        }
        next.putAll(found);
    }
}
