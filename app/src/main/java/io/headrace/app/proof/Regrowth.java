package io.headrace.app.proof;

import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.stream.DatasetRows;
import io.headrace.dataset.stream.DiskRows;
import io.headrace.dataset.stream.TableFold;
import io.headrace.training.core.Outcome.Artifact;
import io.headrace.training.core.Trainer;
import io.headrace.worker.trees.Objective;
import io.headrace.worker.trees.TreeOutcome;
import io.headrace.worker.trees.TreeSettings;
import io.headrace.worker.trees.TreeTrainer;
import io.headrace.worker.trees.Watcher;
import java.nio.ByteBuffer;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/// Grows the trees of a version once more, as a worker did.
record Regrowth(Declaration declaration, Trainer.OnWorker trainer) {

    /// Whoever asks can end it; another machine may be slower than the worker's.
    private static final Duration NO_LIMIT = Duration.ofDays(365);

    /// The model of a table's rows.
    ///
    /// @param sorted an empty store, which takes as much as the table
    Reproduced.Made made(TableFold fold, long trainRows, DiskRows sorted) {
        DatasetRows rows = fold.dataset(declaration.id(), sorted);
        TreeSettings settings = TreeSettings.of(
                trainer.kind(), JsonMapper.shared().readTree(trainer.hyperparameters()), trainer.seed());
        Objective objective = Objective.of(declaration.encoding().label());
        TreeTrainer trees = new TreeTrainer(declaration.encoding(), objective, settings, NO_LIMIT);
        return switch (trees.train(rows::forEach, trainRows, new Unwatched())) {
            case TreeOutcome.Made(byte[] model) -> bytes(Artifact.of(ByteBuffer.wrap(model)));
            case TreeOutcome.Failed(String sentence) -> new Reproduced.Made.Nothing(sentence);
            case TreeOutcome.Stopped() -> throw new IllegalStateException("nobody stopped it");
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
