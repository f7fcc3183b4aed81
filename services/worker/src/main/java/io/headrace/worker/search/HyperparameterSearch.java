package io.headrace.worker.search;

import io.headrace.exact.Encoding;
import io.headrace.worker.core.Trail;
import io.headrace.worker.core.Trail.Trial;
import io.headrace.worker.fitting.Fitted;
import io.headrace.worker.fitting.Rows;
import io.headrace.worker.fitting.Watcher;
import io.headrace.worker.inprocess.InProcessTrainer;
import io.headrace.worker.scoring.OnnxScoring;
import io.headrace.worker.scoring.ScoredModel;
import io.headrace.worker.scoring.Unfit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.LongSupplier;

/// Tries hyperparameters one after the other: fits a model with each to the training rows without the validation rows,
/// and measures it on those. Where trials are as good as each other the first is best.
///
/// @param digest of the dataset
/// @param trialLimit of each trial, if the search has the time
/// @param clock nanoseconds since anything, such as [System#nanoTime]
public record HyperparameterSearch(
        Search search, Encoding encoding, String digest, Duration trialLimit, TrialMemory memory, LongSupplier clock) {

    /// Runs to the end.
    ///
    /// @param rows of the dataset, test rows among them
    /// @param trainer whose hyperparameters are not looked at
    public Searched run(Rows rows, InProcessTrainer trainer, TrialWatcher watcher) {
        TrialRows split = new TrialRows(rows, search.validation().below());
        TrialRows.Counts counts = split.counts();
        if (counts.validation() == 0) {
            return new Searched.Nothing("has no rows to measure trials on: every training row would train them");
        }
        List<InProcessTrainer> trainers =
                search.trials().stream().map(trainer::with).toList();
        if (watcher.trial(0, trainers.size()).isStopped()) {
            return new Searched.Stopped();
        }
        memory.keepOnly(trainers.stream().map(this::key).toList());
        long begin = clock.getAsLong();
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < trainers.size() && isTime(begin); i++) {
            Optional<Trial> trial =
                    trial(trainers.get(i), split, counts.train(), left(begin), watcher.trial(i, trainers.size()));
            if (trial.isEmpty()) {
                return new Searched.Stopped();
            }
            // What the end of the time cut off says nothing of the hyperparameters.
            if (trial.get().figure() != null || isTime(begin)) {
                trials.add(trial.get());
            }
        }
        return best(new Trail(search.goal().metric(), counts.validation(), trials));
    }

    private boolean isTime(long begin) {
        return left(begin).isPositive();
    }

    private String key(InProcessTrainer trainer) {
        return new TrialKey(digest, encoding, search.validation(), trainer).text();
    }

    /// Of a trial that begins now.
    private Duration left(long begin) {
        Duration time = search.time();
        if (time == null) {
            return trialLimit;
        }
        Duration left = time.minusNanos(clock.getAsLong() - begin);
        return left.compareTo(trialLimit) < 0 ? left : trialLimit;
    }

    private Searched best(Trail trail) {
        Trial best = null;
        for (Trial trial : trail.trials()) {
            Double figure = trial.figure();
            if (figure != null
                    && (best == null || search.goal().isBetter(figure, Objects.requireNonNull(best.figure())))) {
                best = trial;
            }
        }
        if (best != null) {
            return new Searched.Found(best.hyperparameters(), trail);
        }
        return new Searched.Nothing(
                trail.trials().isEmpty()
                        ? "had no time for a trial"
                        : "could make none of %,d trials; of the first is known: it %s"
                                .formatted(
                                        trail.trials().size(),
                                        trail.trials().getFirst().failure()));
    }

    /// Empty: it was stopped.
    private Optional<Trial> trial(
            InProcessTrainer trainer, TrialRows rows, long trainRows, Duration limit, Watcher watcher) {
        String key = key(trainer);
        Optional<SortedMap<String, Double>> known = memory.recall(key);
        if (known.isPresent()) {
            return Optional.of(measured(trainer, known.get()));
        }
        return switch (trainer.train(encoding, rows, trainRows, limit, watcher)) {
            case Fitted.Stopped() -> Optional.empty();
            case Fitted.Failed(String sentence) -> Optional.of(new Trial(trainer.hyperparameters(), null, sentence));
            case Fitted.Made(byte[] model) ->
                Optional.of(
                        switch (OnnxScoring.onTestRows(model, encoding, List.of(), rows::forEach)) {
                            case Unfit(String sentence) -> new Trial(trainer.hyperparameters(), null, sentence);
                            case ScoredModel.Scored scored -> {
                                SortedMap<String, Double> figures =
                                        scored.score().figures();
                                if (!watcher.isStopped()) {
                                    memory.remember(key, figures);
                                }
                                yield measured(trainer, figures);
                            }
                        });
        };
    }

    private Trial measured(InProcessTrainer trainer, SortedMap<String, Double> figures) {
        Double figure = figures.get(search.goal().metric());
        return new Trial(
                trainer.hyperparameters(),
                figure,
                figure == null
                        ? "has no %s on the validation rows"
                                .formatted(search.goal().metric())
                        : null);
    }
}
