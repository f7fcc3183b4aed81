package io.headrace.worker.job;

import io.headrace.dataset.stream.DatasetRows;
import io.headrace.events.RunQueued;
import io.headrace.events.WorkerTrainer;
import io.headrace.exact.Encoding;
import io.headrace.worker.external.Progress;
import io.headrace.worker.external.Provenance;
import io.headrace.worker.external.TrainerOutcome;
import io.headrace.worker.trees.Objective;
import io.headrace.worker.trees.TreeOutcome;
import io.headrace.worker.trees.TreeSettings;
import io.headrace.worker.trees.TreeTrainer;
import io.headrace.worker.trees.Watcher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// Grows trees, here and now.
record TreesMaker(RunQueued queued, Encoding encoding) implements Maker {

    @Override
    public TrainerOutcome make(DatasetRows rows, Path folder, Stages stages) {
        WorkerTrainer trainer = queued.getTrainer();
        stages.at("reading training rows");
        TreeSettings settings = TreeSettings.of(
                trainer.getKind(), JsonMapper.shared().readTree(trainer.getHyperparameters()), trainer.getSeed());
        TreeTrainer trees = new TreeTrainer(
                encoding, Objective.of(encoding.label()), settings, Duration.ofMillis(trainer.getTimeoutMs()));
        return switch (trees.train(
                rows::forEach,
                queued.getTrainRows(),
                new Rounds(stages, settings.ensemble().unit()))) {
            case TreeOutcome.Stopped() -> new TrainerOutcome.Cancelled();
            case TreeOutcome.Failed(String sentence) ->
                new TrainerOutcome.Failed("trainer %s %s".formatted(trainer.getKind(), sentence));
            case TreeOutcome.Made(byte[] model) ->
                new TrainerOutcome.Made(
                        model,
                        new Provenance(
                                TreeTrainer.name(trainer.getKind()),
                                new TreeMap<>(Map.of("xgboost", TreeTrainer.VERSION)),
                                true,
                                new TreeMap<>()));
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
