package io.headrace.kernel.projector;

import io.headrace.kernel.Unavailable;
import io.headrace.kernel.counter.Counted;
import io.headrace.kernel.stream.Received;
import io.headrace.kernel.stream.Received.ChangedRow;
import io.headrace.kernel.stream.Received.Event;
import io.headrace.kernel.stream.Received.Keyed;
import io.headrace.kernel.stream.Received.PutAside;
import io.headrace.kernel.topics.TopicSpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/// The table `heard`: what counters said.
final class Heard implements Projection {

    static final String TOPIC = "counters.said";

    /// Nobody knows what this counter means.
    static final String RIDDLE = "riddle";

    /// Something is away when this counter is first heard.
    static final String LATE = "late";

    private boolean late;

    Heard() {
        this(true);
    }

    private Heard(boolean late) {
        this.late = late;
    }

    /// Nothing is away.
    static Heard promptly() {
        return new Heard(false);
    }

    @Override
    public String name() {
        return "heard";
    }

    @Override
    public String service() {
        return "ears";
    }

    @Override
    public List<TopicSpec> topics() {
        return List.of(TopicSpec.kept(TOPIC, 1));
    }

    @Override
    public void apply(Connection tx, Received received) throws SQLException {
        switch (received) {
            case Event event -> write(tx, event.payload());
            case ChangedRow row -> throw new IllegalStateException("no row is expected: " + row);
            case Keyed keyed -> throw new IllegalStateException(keyed.key() + " is no event");
            case PutAside letter -> throw new IllegalStateException("no letter is expected: " + letter);
        }
    }

    private void write(Connection tx, SpecificRecord payload) throws SQLException {
        Counted said = (Counted) payload;
        try (PreparedStatement insert = tx.prepareStatement("insert into heard values (?, ?)")) {
            insert.setString(1, said.getCounter());
            insert.setLong(2, said.getTotal());
            insert.executeUpdate();
        }
        if (said.getCounter().equals(RIDDLE)) {
            throw new IllegalStateException("nobody knows what a riddle means");
        }
        if (said.getCounter().equals(LATE) && late) {
            late = false;
            throw new Unavailable("something is away", new IllegalStateException());
        }
    }
}
