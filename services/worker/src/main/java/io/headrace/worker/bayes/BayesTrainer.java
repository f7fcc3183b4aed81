package io.headrace.worker.bayes;

import io.headrace.dataset.stream.DatasetRow;
import io.headrace.exact.Encoding;
import io.headrace.worker.fitting.Columns;
import io.headrace.worker.fitting.Fitted;
import io.headrace.worker.fitting.Fitted.Failed;
import io.headrace.worker.fitting.Objective;
import io.headrace.worker.fitting.Parity;
import io.headrace.worker.fitting.Rows;
import io.headrace.worker.fitting.Watcher;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Makes Gaussians of a dataset's rows, in one pass over them, and one before it where a null takes a median. The same
/// rows, in any order, and the same settings make
/// the same bytes.
///
/// @param timeLimit of the pass: when it is not done by then, it has failed
public record BayesTrainer(Encoding encoding, BayesSettings settings, Duration timeLimit) {

    /// The same name, rows and settings make the same bytes.
    public static final String NAME = BayesSettings.KIND + "/1";

    /// Between two looks at the clock.
    private static final int ROWS = 4096;

    /// Runs to the end. The label is a class.
    ///
    /// @param trainRows how many of the rows are in the training split
    public Fitted train(Rows rows, long trainRows, Watcher watcher) {
        Objective objective = Objective.of(encoding.label());
        Optional<String> obstacle = obstacle(objective, trainRows);
        if (obstacle.isPresent()) {
            return new Failed(obstacle.get());
        }
        ClassSums sums = new ClassSums(Columns.marked(encoding, rows), objective);
        Pass pass = new Pass(sums, Math.toIntExact(trainRows), System.nanoTime() + timeLimit.toNanos(), watcher);
        rows.forEach(pass);
        return switch (pass.end()) {
            case STOPPED -> new Fitted.Stopped();
            case TOO_LATE -> new Failed("was not done within %,d s".formatted(timeLimit.toSeconds()));
            case DONE -> model(sums.gaussians(settings), rows);
        };
    }

    private Fitted model(Gaussians gaussians, Rows rows) {
        byte[] graph = gaussians.graph();
        return Parity.difference(graph, encoding, gaussians, rows)
                .<Fitted>map(Failed::new)
                .orElseGet(() -> new Fitted.Made(graph));
    }

    private Optional<String> obstacle(Objective objective, long trainRows) {
        return objective
                .obstacle(encoding.features(), trainRows)
                .or(() -> trainRows <= Integer.MAX_VALUE
                        ? Optional.empty()
                        : Optional.of(
                                "takes %,d rows at most, and these are %,d".formatted(Integer.MAX_VALUE, trainRows)));
    }

    private enum End {
        DONE,
        STOPPED,
        TOO_LATE
    }

    /// Takes training rows, until nobody wants them any more.
    private static final class Pass implements Consumer<DatasetRow> {

        private final ClassSums sums;
        private final int rows;
        private final long until;
        private final Watcher watcher;
        private int taken;
        private End end = End.DONE;

        /// @param rows how many there will be
        /// @param until of [System#nanoTime]
        Pass(ClassSums sums, int rows, long until, Watcher watcher) {
            this.sums = sums;
            this.rows = rows;
            this.until = until;
            this.watcher = watcher;
        }

        @Override
        public void accept(DatasetRow row) {
            if (row.test() || end != End.DONE) {
                return;
            }
            if (taken % ROWS == 0) {
                look();
            }
            sums.accept(row);
            taken++;
        }

        private void look() {
            watcher.at(taken, rows);
            if (watcher.isStopped()) {
                end = End.STOPPED;
            } else if (System.nanoTime() - until >= 0) {
                end = End.TOO_LATE;
            }
        }

        End end() {
            if (end == End.DONE && taken != rows) {
                throw new IllegalStateException("%,d training rows came, and %,d were to".formatted(taken, rows));
            }
            return end;
        }
    }
}
