package io.headrace.worker.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headrace.dataset.stream.DatasetRow;
import io.headrace.exact.Encoding;
import io.headrace.exact.Label;
import io.headrace.worker.core.Trail;
import io.headrace.worker.core.Trail.Trial;
import io.headrace.worker.fitting.Fitted;
import io.headrace.worker.fitting.Houses;
import io.headrace.worker.fitting.Watcher;
import io.headrace.worker.inprocess.InProcessTrainer;
import io.headrace.worker.scoring.OnnxScoring;
import io.headrace.worker.scoring.ScoredModel;
import io.headrace.worker.search.Search.Goal;
import io.headrace.worker.search.Search.Validation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class HyperparameterSearchTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /// The test rows are a fifth; a quarter of the others measure trials.
    private static final Validation VALIDATION = Validation.of(0.2, null, 0.25);

    private static final String STUMP = trees(1, 1);
    private static final String HASTY = "{\"l2\":1,\"iterations\":2}";
    private static final String DEEP = trees(60, 5);
    private static final InProcessTrainer TRAINER = new InProcessTrainer("xgboost", STUMP, 7);
    private static final List<DatasetRow> ROWS = Houses.rows(1, 3000, Houses::price);
    private static final Goal RMSE = new Goal("rmse", false);

    private final Memory memory = new Memory();
    private final Seen seen = new Seen(Integer.MAX_VALUE);

    @Test
    void theBestIsWhatDoesBestOnRowsThatTrainedNoTrial() {
        Searched.Found found = found(search(RMSE, null, STUMP, DEEP, trees(2, 2)));

        assertThat(found.hyperparameters()).isEqualTo(DEEP);
        Trail trail = found.trail();
        assertThat(trail.metric()).isEqualTo("rmse");
        assertThat(trail.validationRows()).isEqualTo(600);
        assertThat(trail.trials()).extracting(Trial::hyperparameters).containsExactly(STUMP, DEEP, trees(2, 2));
        assertThat(trail.trials().get(1).figure()).isCloseTo(byHand(DEEP), within(1e-6));
        assertThat(trail.trials().get(0).figure()).isCloseTo(byHand(STUMP), within(1e-6));
    }

    @Test
    void noTrialSeesATestRow() {
        Set<String> tests = new HashSet<>();
        ROWS.stream()
                .filter(DatasetRow::test)
                .forEach(row -> tests.add(row.key().getFirst()));
        Set<String> handed = new HashSet<>();

        new TrialRows(ROWS::forEach, VALIDATION.below())
                .forEach(row -> handed.add(row.key().getFirst()));

        assertThat(handed).hasSize(2400).doesNotContainAnyElementsOf(tests);
    }

    @Test
    void whereMoreIsBetterTheMostIsBest() {
        assertThat(found(search(new Goal("r2", true), null, STUMP, DEEP)).hyperparameters())
                .isEqualTo(DEEP);
        assertThat(found(search(new Goal("r2", false), null, STUMP, DEEP)).hyperparameters())
                .isEqualTo(STUMP);
    }

    @Test
    void ofEquallyGoodOnesTheFirstIsTaken() {
        String same = DEEP.replace("\"threads\":1", "\"threads\":2");

        assertThat(found(search(RMSE, null, same, DEEP)).hyperparameters()).isEqualTo(same);
        assertThat(found(search(RMSE, null, DEEP, same)).hyperparameters()).isEqualTo(DEEP);
    }

    @Test
    void aTrialThatIsKnownIsNotMadeAgain() {
        Searched.Found first = found(search(RMSE, null, STUMP, DEEP));
        int kept = memory.figures.size();
        seen.places.clear();

        Searched.Found second = found(search(RMSE, null, STUMP, DEEP));

        assertThat(kept).isEqualTo(2);
        assertThat(second).isEqualTo(first);
        assertThat(seen.places).isEmpty();
    }

    @Test
    void otherRowsAreOtherTrialsAndTheEarlierAreForgotten() {
        found(search(RMSE, null, STUMP, DEEP));
        Set<String> before = Set.copyOf(memory.figures.keySet());

        new HyperparameterSearch(
                        search(RMSE, null, STUMP), Houses.ENCODING, "other rows", LIMIT, memory, System::nanoTime)
                .run(ROWS::forEach, TRAINER, seen);

        assertThat(memory.figures).hasSize(1).doesNotContainKeys(before.toArray(String[]::new));
    }

    @Test
    void anotherSplitOfTheSameRowsMakesOtherTrials() {
        Set<String> keys = new HashSet<>();
        for (Validation split : List.of(
                Validation.of(0.2, null, 0.25),
                Validation.of(0.25, null, 0.2),
                Validation.of(0.2, null, 0.5),
                Validation.of(0.2, "district", 0.25))) {
            keys.add(new TrialKey("rows", Houses.ENCODING, split, TRAINER).text());
        }
        assertThat(keys).hasSize(4);
        assertThat(Validation.of(0.2, null, 0.25).below())
                .isEqualTo(Validation.of(0.25, null, 0.2).below());
    }

    @Test
    void aWorkerThatIsNotWantedAnyMoreForgetsNothing() {
        found(search(RMSE, null, STUMP));

        assertThat(searched(search(RMSE, null, DEEP), memory, new Seen(-1))).isEqualTo(new Searched.Stopped());

        assertThat(memory.figures).hasSize(1);
    }

    @Test
    void aSearchThatGoesOnComesToTheSame() {
        Search search = search(RMSE, null, STUMP, trees(2, 2), DEEP, trees(30, 3));
        Searched whole = searched(search, new Memory(), new Seen(Integer.MAX_VALUE));
        Memory between = new Memory();
        assertThat(searched(search, between, new Seen(5))).isEqualTo(new Searched.Stopped());
        assertThat(between.figures).isNotEmpty().hasSizeLessThan(4);

        assertThat(searched(search, between, new Seen(Integer.MAX_VALUE))).isEqualTo(whole);
    }

    @Test
    void aTrialThatFailsIsToldAndTheOthersGoOn() {
        String patient = "{\"l2\":1,\"iterations\":1000}";
        Encoding encoding = new Encoding(Houses.ENCODING.features(), Label.bool("label"), null);
        List<DatasetRow> rows = Houses.rows(2, 500, Houses::isDear);

        Searched searched = new HyperparameterSearch(
                        search(new Goal("log-loss", false), null, HASTY, patient),
                        encoding,
                        "rows",
                        LIMIT,
                        memory,
                        System::nanoTime)
                .run(rows::forEach, new InProcessTrainer("logistic", HASTY, 0), seen);

        assertThat(searched).isInstanceOfSatisfying(Searched.Found.class, found -> {
            assertThat(found.hyperparameters()).isEqualTo(patient);
            Trial first = found.trail().trials().getFirst();
            assertThat(first.failure()).startsWith("is not at its minimum after 2 iterations");
            assertThat(first.figure()).isNull();
        });
        assertThat(memory.figures).hasSize(1);
    }

    @Test
    void aFigureThatCannotBeToldFailsATrial() {
        Searched searched = searched(search(new Goal("f1", true), null, STUMP, DEEP), memory, seen);

        assertThat(searched)
                .isEqualTo(new Searched.Nothing("could make none of 2 trials; of the first is known: it has no f1 on"
                        + " the validation rows"));
    }

    @Test
    void whenTheTimeIsOverNoTrialBegins() {
        assertThat(inTime(Duration.ofMinutes(1), STUMP, trees(2, 2), DEEP))
                .isEqualTo(new Searched.Nothing("had no time for a trial"));
        assertThat(inTime(Duration.ofSeconds(299), STUMP, trees(2, 2), DEEP))
                .isInstanceOfSatisfying(
                        Searched.Found.class,
                        found -> assertThat(found.trail().trials())
                                .extracting(Trial::hyperparameters)
                                .containsExactly(STUMP, trees(2, 2)));
    }

    @Test
    void whatTheEndOfTheTimeCutOffIsLeftOut() {
        AtomicLong minutes = new AtomicLong();
        Searched searched = new HyperparameterSearch(
                        search(new Goal("log-loss", false), Duration.ofSeconds(179), HASTY),
                        new Encoding(Houses.ENCODING.features(), Label.bool("label"), null),
                        "rows",
                        LIMIT,
                        memory,
                        () -> TimeUnit.MINUTES.toNanos(minutes.getAndIncrement()))
                .run(Houses.rows(2, 500, Houses::isDear)::forEach, new InProcessTrainer("logistic", HASTY, 0), seen);

        assertThat(searched).isEqualTo(new Searched.Nothing("had no time for a trial"));
        assertThat(seen.places).isNotEmpty();
    }

    @Test
    void withoutRowsToMeasureWithNothingIsSearched() {
        Search nowhere = new Search(List.of(STUMP), RMSE, Validation.of(0.2, null, 0), null);

        assertThat(searched(nowhere, memory, seen))
                .isEqualTo(
                        new Searched.Nothing("has no rows to measure trials on: every training row would train them"));
    }

    @Test
    void itSaysWhichTrialItIsAt() {
        found(search(RMSE, null, trees(2, 1), trees(1, 1)));

        assertThat(seen.places)
                .containsExactly(
                        "0 of 2: 0 of 2", "0 of 2: 1 of 2", "0 of 2: 2 of 2", "1 of 2: 0 of 1", "1 of 2: 1 of 1");
    }

    private static final class Memory implements TrialMemory {

        private final Map<String, SortedMap<String, Double>> figures = new HashMap<>();

        @Override
        public Optional<SortedMap<String, Double>> recall(String trial) {
            return Optional.ofNullable(figures.get(trial));
        }

        @Override
        public void remember(String trial, SortedMap<String, Double> known) {
            figures.put(trial, known);
        }

        @Override
        public void keepOnly(Collection<String> trials) {
            figures.keySet().retainAll(trials);
        }
    }

    private static final class Seen implements TrialWatcher {

        private final List<String> places = new ArrayList<>();
        private final int stopAt;

        Seen(int stopAt) {
            this.stopAt = stopAt;
        }

        @Override
        public Watcher trial(int trial, int trials) {
            return new Watcher() {
                @Override
                public void at(int round, int rounds) {
                    places.add("%d of %d: %d of %d".formatted(trial, trials, round, rounds));
                }

                @Override
                public boolean isStopped() {
                    return places.size() > stopAt;
                }
            };
        }
    }

    private static String trees(int rounds, int depth) {
        return """
                {"rounds":%d,"depth":%d,"eta":0.2,"min-child-weight":1,"gamma":0,"l1":0,"l2":1,"subsample":1,\
                "colsample-bytree":1,"bins":256,"threads":1}""".formatted(rounds, depth);
    }

    private static Search search(Goal goal, @Nullable Duration time, String... trials) {
        return new Search(List.of(trials), goal, VALIDATION, time);
    }

    private Searched.Found found(Search search) {
        Searched searched = searched(search, memory, seen);
        assertThat(searched).isInstanceOf(Searched.Found.class);
        return (Searched.Found) searched;
    }

    private static Searched searched(Search search, TrialMemory memory, TrialWatcher watcher) {
        return new HyperparameterSearch(search, Houses.ENCODING, "rows", LIMIT, memory, System::nanoTime)
                .run(ROWS::forEach, TRAINER, watcher);
    }

    /// By a clock that goes on by a minute whenever somebody looks at it.
    private Searched inTime(Duration time, String... trials) {
        AtomicLong minutes = new AtomicLong();
        return new HyperparameterSearch(
                        search(RMSE, time, trials),
                        Houses.ENCODING,
                        "rows",
                        LIMIT,
                        memory,
                        () -> TimeUnit.MINUTES.toNanos(minutes.getAndIncrement()))
                .run(ROWS::forEach, TRAINER, seen);
    }

    /// RMSE of a model of the training rows from 0.4 on, on those below.
    private static double byHand(String hyperparameters) {
        Encoding encoding = Houses.ENCODING;
        List<DatasetRow> rows = ROWS.stream()
                .filter(row -> row.place() >= 0.2)
                .map(row -> row.as(row.place() < 0.4))
                .toList();
        Fitted fitted = TRAINER.with(hyperparameters)
                .train(encoding, rows::forEach, 1800, LIMIT, new Seen(Integer.MAX_VALUE).trial(0, 1));
        ScoredModel score = OnnxScoring.onTestRows(((Fitted.Made) fitted).model(), encoding, List.of(), rows::forEach);
        return Objects.requireNonNull(
                ((ScoredModel.Scored) score).score().figures().get("rmse"));
    }
}
