package io.headrace.pipelines.core.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.pipelines.core.House;
import io.headrace.pipelines.core.PipelineSpec;
import io.headrace.pipelines.core.PipelineSpec.FitKind;
import io.headrace.pipelines.core.PipelineSpec.Trainer;
import io.headrace.pipelines.core.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TrainerReaderTest {

    @Test
    void readsAnExternalTrainer() {
        Reading reading = read(House.map(
                "kind",
                "external",
                "name",
                "forest",
                "hyperparameters",
                House.map("trees", 200, "criterion", "squared_error", "leaf", 0.5, "bootstrap", true),
                "seed",
                7,
                "timeout",
                "2m"));
        assertThat(reading.problems()).isEmpty();
        assertThat(Objects.requireNonNull(reading.spec()).trainer())
                .isEqualTo(new Trainer.External(
                        "forest",
                        new TreeMap<>(
                                Map.of("trees", 200L, "criterion", "squared_error", "leaf", 0.5, "bootstrap", true)),
                        7,
                        Duration.ofMinutes(2)));
    }

    @Test
    void anExternalTrainerNeedsNothingButItsName() {
        assertThat(Objects.requireNonNull(read(House.map("kind", "external", "name", "forest"))
                                .spec())
                        .trainer())
                .isEqualTo(new Trainer.External("forest", new TreeMap<>(), 0, Duration.ofMinutes(10)));
    }

    @Test
    void readsHowTreesAreGrown() {
        assertThat(spec(House.map(
                                "kind", "xgboost", "rounds", 200, "depth", 4, "eta", 0.05, "l2", 2, "seed", 42,
                                "timeout", "1h"))
                        .trainer())
                .isEqualTo(new Trainer.Fit(
                        FitKind.XGBOOST,
                        new TreeMap<>(Map.ofEntries(
                                Map.entry("rounds", 200L),
                                Map.entry("depth", 4L),
                                Map.entry("eta", 0.05),
                                Map.entry("min-child-weight", 1.0),
                                Map.entry("gamma", 0.0),
                                Map.entry("l1", 0.0),
                                Map.entry("l2", 2.0),
                                Map.entry("subsample", 1.0),
                                Map.entry("colsample-bytree", 1.0),
                                Map.entry("bins", 256L),
                                Map.entry("threads", 1L))),
                        42,
                        Duration.ofHours(1),
                        null));
    }

    @Test
    void aForestNeedsNothingButItsKind() {
        assertThat(spec(House.map("kind", "random-forest")).trainer())
                .isEqualTo(new Trainer.Fit(
                        FitKind.RANDOM_FOREST,
                        new TreeMap<>(Map.of(
                                "trees", 100L,
                                "depth", 8L,
                                "min-child-weight", 1.0,
                                "gamma", 0.0,
                                "l1", 0.0,
                                "l2", 0.00001,
                                "subsample", 0.8,
                                "colsample-bynode", 0.5,
                                "bins", 256L,
                                "threads", 1L)),
                        0,
                        Duration.ofMinutes(10),
                        null));
    }

    @Test
    void hyperparametersOfTreesHaveRanges() {
        assertThat(problems(House.map(
                        "kind",
                        "xgboost",
                        "rounds",
                        0,
                        "depth",
                        17,
                        "eta",
                        1.5,
                        "subsample",
                        0,
                        "bins",
                        2.5,
                        "seed",
                        -1)))
                .containsExactly(
                        "trainer.rounds: a whole number from 1 to 10000 is expected, not 0",
                        "trainer.depth: a whole number from 1 to 16 is expected, not 17",
                        "trainer.eta: a number from 0.001 to 1 is expected, not 1.5",
                        "trainer.subsample: a number from 0.01 to 1 is expected, not 0",
                        "trainer.bins: a whole number from 2 to 65535 is expected, not 2.5",
                        "trainer.seed: a whole number from 0 to 4294967295 is expected, not -1");
        assertThat(problems(House.map("kind", "random-forest", "trees", "many", "timeout", "1ms")))
                .containsExactly(
                        "trainer.trees: a whole number from 1 to 5000 is expected, not \"many\"",
                        "trainer.timeout: a duration of at least 1000 ms, such as 200ms, 2s, 5m, 1h or 3d, is expected, not \"1ms\"");
    }

    @Test
    void aForestHasNoRoundsAndTreesHaveNoProgram() {
        assertThat(problems(House.map("kind", "random-forest", "rounds", 10, "eta", 0.1, "name", "forest")))
                .containsExactly(
                        "trainer.name: a trainer of the kind random-forest has none",
                        "trainer.rounds: a trainer of the kind random-forest has none",
                        "trainer.eta: a trainer of the kind random-forest has none");
        assertThat(problems(House.map("kind", "xgboost", "trees", 10)))
                .containsExactly("trainer.trees: a trainer of the kind xgboost has none");
        assertThat(problems(House.map("kind", "xgboost", "round", 10)))
                .containsExactly("trainer.round: there is no such key here; did you mean \"rounds\"?");
    }

    @Test
    void readsHowALogisticRegressionIsFitted() {
        assertThat(ofGarden(House.map("kind", "logistic"), "boolean").spec())
                .extracting(PipelineSpec::trainer)
                .isEqualTo(new Trainer.Fit(
                        FitKind.LOGISTIC,
                        new TreeMap<>(Map.of("l2", 1.0, "iterations", 1000L)),
                        0,
                        Duration.ofMinutes(10),
                        null));
    }

    @Test
    void aLogisticRegressionTellsClassesAndHasAPenalty() {
        assertThat(ofGarden(House.map("kind", "logistic", "l2", 0, "iterations", 0, "seed", 1), "boolean")
                        .problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "trainer.seed: a trainer of the kind logistic has none",
                        "trainer.l2: a number from 0.000001 to 1000000000 is expected, not 0",
                        "trainer.iterations: a whole number from 1 to 100000 is expected, not 0");
        assertThat(ofGarden(House.map("kind", "logistic"), "numeric").problems())
                .extracting(Problem::toString)
                .containsExactly("trainer.kind: logistic tells classes, and the label \"garden\" is numeric;"
                        + " declare its type, or name another trainer");
    }

    @Test
    void readsHowMuchGaussiansAreSmoothed() {
        assertThat(ofGarden(House.map("kind", "gaussian-naive-bayes"), "boolean")
                        .spec())
                .extracting(PipelineSpec::trainer)
                .isEqualTo(new Trainer.Fit(
                        FitKind.GAUSSIAN_NAIVE_BAYES,
                        new TreeMap<>(Map.of("var-smoothing", 1e-9)),
                        0,
                        Duration.ofMinutes(10),
                        null));
        assertThat(ofGarden(House.map("kind", "gaussian-naive-bayes", "var-smoothing", 0.5), "boolean")
                        .spec())
                .extracting(PipelineSpec::trainer)
                .extracting(trainer -> ((Trainer.Fit) trainer).hyperparameters())
                .isEqualTo(new TreeMap<>(Map.of("var-smoothing", 0.5)));
    }

    @Test
    void gaussiansTellClassesAndAreSmoothed() {
        assertThat(ofGarden(
                                House.map("kind", "gaussian-naive-bayes", "var-smoothing", 0, "seed", 1, "l2", 1),
                                "boolean")
                        .problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "trainer.l2: a trainer of the kind gaussian-naive-bayes has none",
                        "trainer.seed: a trainer of the kind gaussian-naive-bayes has none",
                        "trainer.var-smoothing: a number from 0.000000000000000001 to 1 is expected, not 0");
        assertThat(ofGarden(House.map("kind", "gaussian-naive-bayes"), "numeric")
                        .problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "trainer.kind: gaussian-naive-bayes tells classes, and the label \"garden\" is numeric;"
                                + " declare its type, or name another trainer");
    }

    @Test
    void treesTakeEveryRuleForNulls() {
        Map<String, Object> tree = House.with("dataset.nulls", "mean");
        tree.put("trainer", House.map("kind", "xgboost"));
        assertThat(SpecReader.read(House.SOURCES, "house-price", tree).problems())
                .isEmpty();
    }

    @Test
    void aTrainerHasTheKeysOfItsKindAlone() {
        assertThat(problems(House.map("kind", "external", "l2", 1)))
                .containsExactly("trainer.l2: a trainer of the kind external has none", "trainer.name: is missing");
        assertThat(problems(House.map("kind", "ridge", "seed", 1)))
                .containsExactly("trainer.seed: a trainer of the kind ridge has none");
        assertThat(problems(House.map("kind", "ridge", "l2", -1)))
                .containsExactly("trainer.l2: -1 is negative; 0 is least squares");
        assertThat(problems(House.map("kind", "forest")))
                .containsExactly(
                        "trainer.kind: one of external, gaussian-naive-bayes, logistic, random-forest, ridge, xgboost is expected, not \"forest\"");
    }

    @Test
    void aTrainerThatCannotBeReadBreaksNoRuleOfAnother() {
        Map<String, Object> tree = House.withGarden("boolean", House.map("kind", "xgbost"));
        tree.put("gates", House.list(House.map("metric", "roc-auc", "at-least", 0.9)));
        tree.put("slices", House.list());
        assertThat(SpecReader.read(House.SOURCES, "house-price", tree).problems())
                .extracting(Problem::toString)
                .containsExactly("trainer.kind: one of external, gaussian-naive-bayes, logistic, random-forest, ridge,"
                        + " xgboost is expected, not \"xgbost\"");
    }

    @Test
    void aLabelThatCannotBeReadMakesNoGateWrong() {
        Map<String, Object> tree = House.withGarden(
                "flag",
                House.map(
                        "kind",
                        "xgboost",
                        "search",
                        House.map("over", House.map("depth", House.list(2, 3)), "metric", "f1")));
        tree.put("gates", House.list(House.map("metric", "roc-auc", "at-least", 0.9)));
        assertThat(SpecReader.read(House.SOURCES, "house-price", tree).problems())
                .singleElement()
                .asString()
                .startsWith("dataset.label.type: ");
    }

    @Test
    void aNameIsNoCommand() {
        assertThat(problems(House.map("kind", "external", "name", "rm -rf /")))
                .containsExactly(
                        "trainer.name: \"rm -rf /\" is no name of a program: lower-case letters, digits, - and _ are, a letter first");
    }

    @Test
    void hyperparametersAreTextsNumbersAndFlags() {
        assertThat(problems(House.map(
                        "kind", "external", "name", "forest", "hyperparameters", House.map("sizes", House.list(1, 2)))))
                .containsExactly(
                        "trainer.hyperparameters.sizes: a text, a finite number, true or false is expected, not a list");
        assertThat(problems(House.map("kind", "external", "name", "forest", "hyperparameters", 3)))
                .containsExactly("trainer.hyperparameters: a block of names with values is expected, not 3");
    }

    @Test
    void rowsWithNullsAreExcluded() {
        Map<String, Object> tree = House.with("dataset.nulls", "mean");
        tree.put("trainer", House.map("kind", "external", "name", "forest"));
        assertThat(SpecReader.read(House.SOURCES, "house-price", tree).problems().stream()
                        .map(Problem::toString)
                        .toList())
                .contains("dataset.nulls: rows with nulls can only be excluded for an external trainer: write exclude");
    }

    private static Reading read(Object trainer) {
        return SpecReader.read(House.SOURCES, "house-price", House.with("trainer", trainer));
    }

    private static Reading ofGarden(Object trainer, String labelType) {
        return SpecReader.read(House.SOURCES, "house-price", House.withGarden(labelType, trainer));
    }

    private static PipelineSpec spec(Object trainer) {
        Reading reading = read(trainer);
        assertThat(reading.problems()).isEmpty();
        return Objects.requireNonNull(reading.spec());
    }

    private static List<String> problems(Object trainer) {
        return read(trainer).problems().stream().map(Problem::toString).toList();
    }
}
