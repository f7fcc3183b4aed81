package io.headrace.pipelines.core.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.pipelines.core.House;
import io.headrace.pipelines.core.PipelineSpec.Search;
import io.headrace.pipelines.core.PipelineSpec.Trainer;
import io.headrace.pipelines.core.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SearchReaderTest {

    @Test
    void aGridIsEveryCombinationWithAllThatIsSaidBeside() {
        Search search = search(
                "over", House.map("depth", House.list(4, 6), "eta", House.list(0.05, 0.1)),
                "time", "30m",
                "metric", "mae",
                "validation", "25%");

        assertThat(search.trials())
                .hasSize(4)
                .allSatisfy(trial -> assertThat(trial)
                        .containsEntry("rounds", 50L)
                        .containsEntry("l2", 1.0)
                        .containsEntry("threads", 1L)
                        .hasSize(11));
        assertThat(pairs(search)).containsExactly("4 0.05", "4 0.1", "6 0.05", "6 0.1");
        assertThat(search.metric()).isEqualTo("mae");
        assertThat(search.isHigherBetter()).isFalse();
        assertThat(search.validationShare()).isEqualTo(0.25);
        assertThat(search.time()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void whatNobodySaysIsUsual() {
        Search search = search("over", House.map("depth", House.list(4, 6)));

        assertThat(search.metric()).isEqualTo("rmse");
        assertThat(search.validationShare()).isEqualTo(0.2);
        assertThat(search.time()).isNull();
    }

    @Test
    void whatIsDrawnStaysTheSameAndLiesWhereItMay() {
        Map<String, Object> over = House.map(
                "depth", House.map("from", 2, "to", 9),
                "eta", House.map("from", 0.01, "to", 0.3, "scale", "log"),
                "subsample", House.list(0.5, 1));
        Search search = search("over", over, "draws", 80, "seed", 7);

        assertThat(search.trials()).hasSize(80).doesNotHaveDuplicates().allSatisfy(trial -> {
            assertThat(number(trial, "depth").longValue()).isBetween(2L, 9L);
            assertThat(number(trial, "eta").doubleValue()).isBetween(0.01, 0.3);
            assertThat(trial.get("subsample")).isIn(0.5, 1.0);
        });
        assertThat(search("over", over, "draws", 80, "seed", 7)).isEqualTo(search);
        assertThat(search("over", over, "draws", 80, "seed", 8)).isNotEqualTo(search);
        assertThat(search.trials().stream().map(trial -> trial.get("depth")).distinct())
                .hasSize(8);
        assertThat(search.trials().stream().filter(trial -> number(trial, "eta").doubleValue() < Math.sqrt(0.01 * 0.3)))
                .as("half of them by their logarithms")
                .hasSizeBetween(25, 55);
        // Worked out by hand: what a seed draws is part of what a pipeline says.
        assertThat(search.trials().getFirst())
                .containsEntry("depth", 6L)
                .containsEntry("eta", 0.0292379)
                .containsEntry("subsample", 1.0);
    }

    @Test
    void fewerAreDrawnWhereThereAreNotSoMany() {
        assertThat(search("over", House.map("depth", House.list(4, 6)), "draws", 50)
                        .trials())
                .hasSize(2);
    }

    @Test
    void anyRangeDrawsWhatItsHyperparameterMayBe() {
        long seed = Long.getLong("headrace.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            long from = random.nextInt(1, 16);
            double least = Math.max(0.001, random.nextDouble() / 2);
            Search search = search(
                    "over",
                    House.map(
                            "depth", House.map("from", from, "to", from + 1, "scale", "log"),
                            "eta", House.map("from", least, "to", Math.nextUp(least), "scale", "log")),
                    "draws",
                    5,
                    "seed",
                    random.nextLong());
            assertThat(search.trials()).as("seed %d", seed).allSatisfy(trial -> {
                assertThat(number(trial, "depth").longValue()).isBetween(from, from + 1);
                assertThat(number(trial, "eta").doubleValue()).isBetween(least, Math.nextUp(least));
            });
        }
    }

    @Test
    void eachPlaceThatCannotBeReadIsNamed() {
        assertThat(problems(
                        "over",
                        House.map("depth", House.list(4, 40, 4), "eta", "fast", "rounds", House.list(), "l3", 1)))
                .containsExactly(
                        "trainer.search.over.l3: there is no such key here; did you mean \"l1\"?",
                        "trainer.search.over.rounds: is searched here and said beside it: leave out trainer.rounds",
                        "trainer.search.over.rounds: at least one value is needed",
                        "trainer.search.over.depth[1]: a whole number from 1 to 16 is expected, not 40",
                        "trainer.search.over.depth[2]: 4 stands here twice",
                        "trainer.search.over.eta: a list of values, or from and to, is expected, not \"fast\"");
        assertThat(problems("over", House.map()))
                .containsExactly(
                        "trainer.search.over: names no hyperparameter; there are rounds, depth, eta, l2, subsample,"
                                + " colsample-bytree, min-child-weight, gamma, l1, bins, threads");
        assertThat(problems("draws", 3)).containsExactly("trainer.search.over: is missing");
    }

    @Test
    void aGridHasNoRangesAndAnEnd() {
        assertThat(problems("over", House.map("depth", House.map("from", 2, "to", 9))))
                .containsExactly(
                        "trainer.search.over.depth: from and to have no end of values: name how many draws to try, or list values");
        assertThat(problems(
                        "over",
                        House.map(
                                "depth", House.list(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
                                "l1", House.list(0, 1, 2, 3, 4, 5, 6, 7, 8, 9))))
                .containsExactly(
                        "trainer.search.over: has 110 combinations, and 100 trials are the most: name fewer values, or how many draws to try");
        assertThat(problems("over", House.map("depth", House.list(4)), "seed", 7))
                .containsExactly("trainer.search.seed: nothing is drawn: name draws, or leave out the seed");
        assertThat(problems("over", House.map("l2", new ArrayList<>(Collections.nCopies(101, 1)))))
                .containsExactly("trainer.search.over.l2: 101 values are too many: 100 trials are the most");
        List<Object> fifty =
                IntStream.range(0, 50).mapToObj(at -> (Object) (at + 2)).toList();
        Map<String, Object> everything = new TreeMap<>();
        for (String key : List.of("l1", "l2", "gamma", "min-child-weight", "bins")) {
            everything.put(key, fifty);
        }
        everything.put("depth", fifty.subList(0, 14));
        everything.put("threads", fifty);
        List<Double> shares =
                IntStream.range(0, 50).mapToObj(at -> 0.02 + at / 100.0).toList();
        everything.put("eta", shares);
        everything.put("subsample", shares);
        everything.put("colsample-bytree", shares);
        assertThat(problems("over", everything))
                .containsExactly(
                        "trainer.search.over: has 1,000,000 combinations or more, and 100 trials are the most: name fewer values, or how many draws to try");
        assertThat(problems("over", House.map("depth", House.list(4)), "draws", 101))
                .containsExactly("trainer.search.draws: a whole number from 1 to 100 is expected, not 101");
    }

    @Test
    void aRangeGoesUp() {
        assertThat(problems(
                        "over",
                        House.map(
                                "depth", House.map("from", 9, "to", 2),
                                "eta", House.map("from", 0.1, "to", 2),
                                "gamma", House.map("from", 0, "to", 1, "scale", "log"),
                                "l1", House.map("from", 0, "to", 1, "scale", "square")),
                        "draws",
                        5))
                .containsExactly(
                        "trainer.search.over.depth.to: 2 is not above 9",
                        "trainer.search.over.eta.to: a number from 0.001 to 1 is expected, not 2",
                        "trainer.search.over.gamma.from: 0.0 has no logarithm: begin above 0, or leave out scale",
                        "trainer.search.over.l1.scale: one of linear, log is expected, not \"square\"");
    }

    @Test
    void theMetricIsOneOfTheLabelsWithADirection() {
        assertThat(problems("over", House.map("depth", House.list(4)), "metric", "mean-error", "validation", "100%"))
                .containsExactly(
                        "trainer.search.metric: one of mae, r2, rmse is expected, not \"mean-error\"",
                        "trainer.search.validation: 100% leaves nothing to train or nothing to measure; 20% is usual");
        Map<String, Object> classes = House.withGarden(
                "boolean",
                House.map("kind", "logistic", "search", House.map("over", House.map("l2", House.list(0.1, 1, 10)))));
        Reading reading = SpecReader.read(House.SOURCES, "house-price", classes);
        assertThat(reading.problems()).isEmpty();
        Search search = Objects.requireNonNull(
                ((Trainer.Fit) Objects.requireNonNull(reading.spec()).trainer()).search());
        assertThat(search.metric()).isEqualTo("log-loss");
        assertThat(search.isHigherBetter()).isFalse();
        assertThat(search.trials()).extracting(trial -> trial.get("l2")).containsExactly(0.1, 1.0, 10.0);
    }

    @Test
    void trainersThatWorkersDoNotFitHaveNone() {
        Map<String, Object> over = House.map("over", House.map("l2", House.list(1, 2)));
        assertThat(all(House.map("kind", "ridge", "search", over)))
                .containsExactly("trainer.search: a trainer of the kind ridge has none");
        assertThat(all(House.map("kind", "external", "name", "forest", "search", over)))
                .containsExactly("trainer.search: a trainer of the kind external has none");
    }

    private static Number number(Map<String, Object> trial, String key) {
        return (Number) Objects.requireNonNull(trial.get(key));
    }

    private static List<String> pairs(Search search) {
        return search.trials().stream()
                .map(trial -> "%s %s".formatted(trial.get("depth"), trial.get("eta")))
                .toList();
    }

    private static SortedMap<String, Object> trainer(Object... search) {
        return new TreeMap<>(Map.of("kind", "xgboost", "rounds", 50, "search", House.map(search)));
    }

    private static Search search(Object... keysAndValues) {
        Reading reading = SpecReader.read(House.SOURCES, "house-price", House.with("trainer", trainer(keysAndValues)));
        assertThat(reading.problems()).isEmpty();
        return Objects.requireNonNull(
                ((Trainer.Fit) Objects.requireNonNull(reading.spec()).trainer()).search());
    }

    private static List<String> problems(Object... keysAndValues) {
        return all(trainer(keysAndValues));
    }

    private static List<String> all(Object trainer) {
        return SpecReader.read(House.SOURCES, "house-price", House.with("trainer", trainer)).problems().stream()
                .map(Problem::toString)
                .toList();
    }
}
