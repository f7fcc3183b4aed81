package io.headrace.worker.job;

import io.headrace.dataset.stream.DatasetRows;
import io.headrace.events.RunQueued;
import io.headrace.events.WorkerTrainer;
import io.headrace.exact.Encoding;
import io.headrace.worker.external.Progress;
import io.headrace.worker.external.Provenance;
import io.headrace.worker.external.TrainerOutcome;
import io.headrace.worker.fitting.Fitted;
import io.headrace.worker.fitting.Rows;
import io.headrace.worker.fitting.Watcher;
import io.headrace.worker.inprocess.InProcessTrainer;
import io.headrace.worker.search.HyperparameterSearch;
import io.headrace.worker.search.Search;
import io.headrace.worker.search.Searched;
import io.headrace.worker.search.TrialMemory;
import io.headrace.worker.search.TrialWatcher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Fits a model here and now, with the best of several hyperparameters where a search is asked for.
///
/// @param search null: the run says the hyperparameters
/// @param memory of trials
record FitMaker(
        RunQueued queued, Encoding encoding, @Nullable Search search, TrialMemory memory) implements Maker {

    @Override
    public TrainerOutcome make(DatasetRows rows, Path folder, Stages stages) {
        WorkerTrainer asked = queued.getTrainer();
        stages.at("reading training rows");
        InProcessTrainer trainer = new InProcessTrainer(asked.getKind(), asked.getHyperparameters(), asked.getSeed());
        if (search == null) {
            return fitted(trainer, rows::forEach, null, new Rounds(stages, trainer.unit(), Part.WHOLE));
        }
        return switch (new HyperparameterSearch(
                        search, encoding, queued.getDatasetDigest(), limit(), memory, System::nanoTime)
                .run(rows::forEach, trainer, new Trials(stages, trainer.unit()))) {
            case Searched.Stopped() -> new TrainerOutcome.Cancelled();
            case Searched.Nothing(String sentence) -> failed(sentence);
            case Searched.Found found ->
                fitted(
                        trainer.with(found.hyperparameters()),
                        rows::forEach,
                        found,
                        new Rounds(
                                stages,
                                trainer.unit(),
                                Part.last(search.trials().size())));
        };
    }

    private TrainerOutcome fitted(
            InProcessTrainer trainer, Rows rows, Searched.@Nullable Found found, Watcher watcher) {
        return switch (trainer.train(encoding, rows, queued.getTrainRows(), limit(), watcher)) {
            case Fitted.Stopped() -> new TrainerOutcome.Cancelled();
            case Fitted.Failed(String sentence) -> failed(sentence);
            case Fitted.Made(byte[] model) ->
                new TrainerOutcome.Made(
                        model, new Provenance(trainer.name(), trainer.libraries(), true, new TreeMap<>()), found);
        };
    }

    private TrainerOutcome failed(String sentence) {
        return new TrainerOutcome.Failed(
                "trainer %s %s".formatted(queued.getTrainer().getKind(), sentence));
    }

    private Duration limit() {
        return Duration.ofMillis(queued.getTrainer().getTimeoutMs());
    }

    /// Which part of a job a fit is: one of some that take the same time, as far as is known.
    ///
    /// @param number from 0
    /// @param name empty: it is all of it
    private record Part(int number, int of, String name) {

        static final Part WHOLE = new Part(0, 1, "");

        static Part trial(int trial, int trials) {
            return new Part(trial, trials + 1, "trial %,d of %,d: ".formatted(trial + 1, trials));
        }

        static Part last(int trials) {
            return new Part(trials, trials + 1, "the best again, of all rows: ");
        }
    }

    /// @param unit what is counted
    private record Trials(Stages stages, String unit) implements TrialWatcher {

        @Override
        public Watcher trial(int trial, int trials) {
            return new Rounds(stages, unit, Part.trial(trial, trials));
        }
    }

    /// @param unit what is counted
    private record Rounds(Stages stages, String unit, Part part) implements Watcher {

        @Override
        public void at(int round, int rounds) {
            stages.at(new Progress(
                    (part.number() + (double) round / rounds) / part.of(),
                    "%s%,d of %,d %s".formatted(part.name(), round, rounds, unit)));
        }

        @Override
        public boolean isStopped() {
            return stages.isStopped();
        }
    }
}
