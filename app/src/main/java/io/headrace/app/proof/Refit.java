package io.headrace.app.proof;

import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.stream.DatasetRows;
import io.headrace.dataset.stream.DiskRows;
import io.headrace.dataset.stream.TableFold;
import io.headrace.training.core.Outcome.Artifact;
import io.headrace.worker.fitting.Fitted;
import io.headrace.worker.fitting.Watcher;
import io.headrace.worker.inprocess.InProcessTrainer;
import java.nio.ByteBuffer;
import java.time.Duration;

/// Fits a version once more, as a worker did.
record Refit(Declaration declaration, InProcessTrainer trainer) {

    /// Whoever asks can end it; another machine may be slower than the worker's.
    private static final Duration NO_LIMIT = Duration.ofDays(365);

    /// The model of a table's rows.
    ///
    /// @param sorted an empty store, which takes as much as the table
    Reproduced.Made made(TableFold fold, long trainRows, DiskRows sorted) {
        DatasetRows rows = fold.dataset(declaration.id(), sorted);
        return switch (trainer.train(declaration.encoding(), rows::forEach, trainRows, NO_LIMIT, new Unwatched())) {
            case Fitted.Made(byte[] model) -> bytes(Artifact.of(ByteBuffer.wrap(model)));
            case Fitted.Failed(String sentence) -> new Reproduced.Made.Nothing(sentence);
            case Fitted.Stopped() -> throw new IllegalStateException("nobody stopped it");
        };
    }

    private static Reproduced.Made bytes(Artifact artifact) {
        return new Reproduced.Made.Bytes(artifact.sha256(), Math.toIntExact(artifact.size()));
    }

    private record Unwatched() implements Watcher {

        @Override
        public void at(int round, int rounds) {}

        @Override
        public boolean isStopped() {
            return false;
        }
    }
}
