package io.headrace.dataset;

import io.headrace.kernel.Installation;
import io.headrace.kernel.projector.Projection;
import io.headrace.kernel.projector.Projector;
import io.headrace.kernel.stream.Received;
import io.headrace.kernel.topics.TopicSpec;
import io.headrace.letters.Letters;
import java.sql.Connection;
import java.util.List;

/// Answers what people ask about the dataset's dead letters. They can be discarded, not replayed: a row is part of a
/// dataset from its own cut on, and a row that came later would give versions that nobody can make again from the
/// topics. The table has the row, and brings it at a new cut.
public final class DatasetLetters implements AutoCloseable {

    private static final String REFUSAL =
            "a row enters a dataset at its own cut and at no other. Write it again in its table (an update to the same values will do), or let the table be read again, and discard this letter";

    private final Projector requests;

    private DatasetLetters(Projector requests) {
        this.requests = requests;
    }

    /// Starts answering.
    public static DatasetLetters start(Installation installation) {
        return new DatasetLetters(Projector.start(installation, new NoTables(), Letters.refusing(REFUSAL)));
    }

    /// Whether it has answered all that was asked.
    public boolean isRunning() {
        return requests.behind() == 0;
    }

    @Override
    public void close() {
        requests.close();
    }

    /// The dataset has no tables; its letters are all that PostgreSQL knows of.
    private record NoTables() implements Projection {

        @Override
        public String name() {
            return "dataset";
        }

        @Override
        public String service() {
            return "dataset";
        }

        @Override
        public List<TopicSpec> topics() {
            return List.of();
        }

        @Override
        public void apply(Connection tx, Received received) {
            throw new IllegalStateException("no topic is followed, but there is " + received.origin());
        }
    }
}
