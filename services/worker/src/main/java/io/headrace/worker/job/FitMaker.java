package io.headrace.worker.job;

import io.headrace.dataset.stream.DatasetRows;
import io.headrace.events.RunQueued;
import io.headrace.events.WorkerTrainer;
import io.headrace.exact.Encoding;
import io.headrace.worker.external.Progress;
import io.headrace.worker.external.Provenance;
import io.headrace.worker.external.TrainerOutcome;
import io.headrace.worker.fitting.Fitted;
import io.headrace.worker.fitting.Watcher;
import io.headrace.worker.inprocess.InProcessTrainer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeMap;

/// Fits a model here and now.
record FitMaker(RunQueued queued, Encoding encoding) implements Maker {

    @Override
    public TrainerOutcome make(DatasetRows rows, Path folder, Stages stages) {
        WorkerTrainer asked = queued.getTrainer();
        stages.at("reading training rows");
        InProcessTrainer trainer = new InProcessTrainer(asked.getKind(), asked.getHyperparameters(), asked.getSeed());
        Duration limit = Duration.ofMillis(asked.getTimeoutMs());
        return switch (trainer.train(
                encoding, rows::forEach, queued.getTrainRows(), limit, new Rounds(stages, trainer.unit()))) {
            case Fitted.Stopped() -> new TrainerOutcome.Cancelled();
            case Fitted.Failed(String sentence) ->
                new TrainerOutcome.Failed("trainer %s %s".formatted(asked.getKind(), sentence));
            case Fitted.Made(byte[] model) ->
                new TrainerOutcome.Made(
                        model, new Provenance(trainer.name(), trainer.libraries(), true, new TreeMap<>()));
        };
    }

    /// @param unit what is counted
    private record Rounds(Stages stages, String unit) implements Watcher {

        @Override
        public void at(int round, int rounds) {
            stages.at(new Progress((double) round / rounds, "%,d of %,d %s".formatted(round, rounds, unit)));
        }

        @Override
        public boolean isStopped() {
            return stages.isStopped();
        }
    }
}
