package io.headrace.app.bench;

import io.headrace.app.timing.Answer;
import io.headrace.app.timing.Arrivals;
import io.headrace.app.timing.OpenLoop;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// One way for rows from the WAL to where they are applied.
interface LoadSide extends AutoCloseable {

    /// Commits rows: sent are the last of them, from the time of the first.
    OpenLoop.Commit commit(Load load);

    /// What was applied.
    Arrivals<? extends Answer> applied();

    /// Commits rows and returns how many nanoseconds it took until all were applied.
    default long nanos(Load load) throws SQLException {
        return new OpenLoop(commit(load), List.of(applied()), Site.PATIENCE)
                .measure(1, Duration.ZERO)
                .getFirst();
    }

    /// Commits single rows until one is applied: whoever is still starting is waited for.
    default void begin() throws SQLException {
        OpenLoop starting = new OpenLoop(commit(new Load(1, 1)), List.of(applied()), Site.PATIENCE);
        starting.begin();
        List<Long> _ = starting.measure(1, Duration.ZERO);
    }

    @Override
    void close();
}
