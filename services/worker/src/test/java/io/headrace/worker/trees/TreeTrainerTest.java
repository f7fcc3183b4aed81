package io.headrace.worker.trees;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import io.headrace.dataset.stream.DatasetRow;
import io.headrace.exact.Cell;
import io.headrace.exact.Encoding;
import io.headrace.exact.Feature;
import io.headrace.worker.fitting.Asked;
import io.headrace.worker.fitting.Columns;
import io.headrace.worker.fitting.Fitted;
import io.headrace.worker.fitting.Houses;
import io.headrace.worker.fitting.Objective;
import io.headrace.worker.fitting.Parity;
import io.headrace.worker.fitting.Watcher;
import io.headrace.worker.scoring.NumberScore;
import io.headrace.worker.scoring.OnnxScoring;
import io.headrace.worker.scoring.OpenedModel;
import io.headrace.worker.scoring.ScoredModel;
import io.headrace.worker.trees.TreeSettings.Ensemble.Boosted;
import io.headrace.worker.trees.TreeSettings.Ensemble.Forest;
import io.headrace.worker.trees.TreeSettings.Sample;
import io.headrace.worker.trees.TreeSettings.Shape;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TreeTrainerTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Shape SHAPE = new Shape(5, 1, 0, 0, 1, 256);
    private static final Objective REGRESSION = new Objective.Regression();
    private static final Objective BINARY = new Objective.Binary();
    private static final Objective STYLES = new Objective.MultiClass(List.of("small", "green", "grey"));

    private final Steps steps = new Steps(Integer.MAX_VALUE);

    static Stream<TreeSettings> settings() {
        return Stream.of(boosted(60, 7, 1), forest(40, 7, 1));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void predictsWhatNoLineDoes(TreeSettings settings) {
        List<DatasetRow> rows = Houses.rows(1, 5000, Houses::price);

        NumberScore score = score(made(REGRESSION, settings, rows), rows);

        double constant = deviation(rows);
        assertThat(constant).isGreaterThan(60_000);
        assertThat(score.rmse()).isLessThan(0.5 * constant);
        assertThat(score.rows()).isEqualTo(1000);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void tellsTrueFromFalse(TreeSettings settings) throws OrtException {
        List<DatasetRow> rows = Houses.rows(2, 5000, Houses::isDear);
        double[][] answers = answers(made(BINARY, settings, rows), rows);

        assertThat(answers[0]).hasSize(2);
        assertThat(IntStream.range(0, answers.length).filter(i -> !sumsToOne(answers[i])))
                .isEmpty();
        assertThat(right(rows, answers, BINARY)).isGreaterThan(0.9).isGreaterThan(mostFrequent(rows, BINARY) + 0.1);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void tellsClassesApart(TreeSettings settings) throws OrtException {
        List<DatasetRow> rows = Houses.rows(3, 5000, Houses::style);
        double[][] answers = answers(made(STYLES, settings, rows), rows);

        assertThat(answers[0]).hasSize(3);
        assertThat(IntStream.range(0, answers.length).filter(i -> !sumsToOne(answers[i])))
                .isEmpty();
        assertThat(right(rows, answers, STYLES)).isGreaterThan(0.9);
        assertThat(mostFrequent(rows, STYLES)).isLessThan(0.5);
    }

    @Test
    void theSameRowsAndSeedMakeTheSameBytesOnAnyNumberOfThreads() {
        List<DatasetRow> rows = Houses.rows(4, 2000, Houses::price);
        for (boolean isForest : new boolean[] {false, true}) {
            byte[] one = made(REGRESSION, isForest ? forest(4, 7, 1) : boosted(4, 7, 1), rows);
            for (int threads : new int[] {1, 2, 4}) {
                assertThat(made(REGRESSION, isForest ? forest(4, 7, threads) : boosted(4, 7, threads), rows))
                        .as("%d threads", threads)
                        .isEqualTo(one);
            }
            assertThat(made(REGRESSION, isForest ? forest(4, 8, 1) : boosted(4, 8, 1), rows))
                    .isNotEqualTo(one);
        }
    }

    @Test
    void labelsOfGreatSizeLoseNothingButTheirDifferencesDigits() {
        List<DatasetRow> rows = Houses.rows(5, 2000, house -> Cell.of(1e14 + Math.round(10 * house.area())));

        NumberScore score = score(made(REGRESSION, boosted(60, 7, 1), rows), rows);

        assertThat(score.rmse()).isLessThan(0.2 * deviation(rows));
    }

    @Test
    void aConstantLabelIsPredictedToTheBit() throws OrtException {
        List<DatasetRow> rows = Houses.rows(6, 500, _ -> Cell.of(1234.5));

        assertThat(Arrays.stream(answers(made(REGRESSION, forest(3, 1, 1), rows), rows)))
                .hasSize(100)
                .allSatisfy(answer -> assertThat(answer).containsExactly(1234.5));
    }

    @Test
    void aNullThatWouldExcludeItsRowHasNoAnswer() throws OrtException {
        List<DatasetRow> rows = Houses.rows(7, 500, Houses::price);
        List<Cell> withNull = new ArrayList<>(rows.getFirst().cells());
        withNull.set(0, Cell.MISSING);

        try (Asked asked = new Asked(made(REGRESSION, boosted(5, 1, 1), rows), Houses.ENCODING)) {
            double[][] answers = asked.predict(List.of(rows.getFirst().cells(), withNull));
            assertThat(answers[0][0]).isFinite();
            assertThat(answers[1][0]).isNaN();
        }
    }

    @Test
    void withoutTestRowsTheTrainingRowsAreCompared() {
        List<DatasetRow> rows = Houses.rows(8, 500, Houses::price).stream()
                .filter(row -> !row.test())
                .toList();

        assertThat(made(REGRESSION, boosted(5, 1, 1), rows)).isNotEmpty();
    }

    @Test
    void aGraphThatPredictsOtherwiseIsNoModel() throws Exception {
        List<DatasetRow> rows = Houses.rows(9, 2000, Houses::price);
        Columns columns = Columns.withMissing(Houses.ENCODING);
        TrainRows train = new TrainRows(columns, REGRESSION, count(rows));
        rows.forEach(train);
        TreeSettings settings = boosted(30, 7, 1);
        Growing.End end = new Growing(REGRESSION, settings, steps).grow(train, LIMIT);
        assertThat(end).isInstanceOf(Growing.End.Done.class);
        try (Grown grown = ((Growing.End.Done) end).grown()) {
            byte[] right = TreeGraph.of(Houses.ENCODING, REGRESSION, grown.json(), grown.offset());
            assertThat(Parity.difference(right, Houses.ENCODING, grown, rows::forEach))
                    .isEmpty();

            BoosterJson otherBorders = grown.json();
            float[] borders = otherBorders.model().trees().getFirst().splitConditions();
            borders[0] = Math.nextUp(borders[0] + 0.01f);
            BoosterJson otherLeaves = grown.json();
            float[] leaves = otherLeaves.model().trees().getLast().splitConditions();
            leaves[leaves.length - 1] += 50;
            BoosterJson otherWayOfNulls = grown.json();
            for (BoosterJson.Tree tree : otherWayOfNulls.model().trees()) {
                Arrays.setAll(tree.defaultLeft(), node -> 1 - tree.defaultLeft()[node]);
            }
            for (BoosterJson broken : List.of(otherBorders, otherLeaves, otherWayOfNulls)) {
                byte[] graph = TreeGraph.of(Houses.ENCODING, REGRESSION, broken, grown.offset());
                assertThat(Parity.difference(graph, Houses.ENCODING, grown, rows::forEach))
                        .hasValueSatisfying(sentence -> assertThat(sentence)
                                .startsWith("its ONNX graph does not predict what XGBoost predicts: ")
                                .contains(" for the row "));
            }
            byte[] otherMean = TreeGraph.of(Houses.ENCODING, REGRESSION, grown.json(), grown.offset() + 10);
            assertThat(Parity.difference(otherMean, Houses.ENCODING, grown, rows::forEach))
                    .isPresent();
            assertThat(Parity.difference(
                            "no graph".getBytes(StandardCharsets.UTF_8), Houses.ENCODING, grown, rows::forEach))
                    .hasValueSatisfying(sentence ->
                            assertThat(sentence).startsWith("made a model that ONNX Runtime cannot open: "));
        }
    }

    @Test
    void theTreesOfAForestAreThoseOfOneRound() throws Exception {
        List<DatasetRow> rows = Houses.rows(10, 2000, Houses::price);
        Columns columns = Columns.withMissing(Houses.ENCODING);
        TrainRows train = new TrainRows(columns, REGRESSION, count(rows));
        rows.forEach(train);
        TreeSettings settings = forest(8, 7, 1);
        var parameters = settings.parameters();
        parameters.put("eta", 1);
        parameters.put("num_parallel_tree", 8);
        parameters.put("objective", "reg:squarederror");
        parameters.put("base_score", 0);
        var matrix = train.matrix();
        try (Grown grown = ((Growing.End.Done) new Growing(REGRESSION, settings, steps).grow(train, LIMIT)).grown();
                Grown oneRound = new Grown(
                        ml.dmlc.xgboost4j.java.XGBoost.train(matrix, parameters, 1, java.util.Map.of(), null, null),
                        REGRESSION,
                        columns,
                        train.offset())) {
            List<BoosterJson.Tree> expected = oneRound.json().model().trees();
            List<BoosterJson.Tree> trees = grown.json().model().trees();
            assertThat(trees).hasSameSizeAs(expected);
            for (int i = 0; i < trees.size(); i++) {
                assertThat(trees.get(i).splitIndices())
                        .isEqualTo(expected.get(i).splitIndices());
                assertThat(trees.get(i).leftChildren())
                        .isEqualTo(expected.get(i).leftChildren());
            }
        } finally {
            matrix.dispose();
        }
    }

    @Test
    void itSaysHowFarItIsAndStopsBetweenRounds() {
        List<DatasetRow> rows = Houses.rows(11, 500, Houses::price);
        made(REGRESSION, boosted(3, 1, 1), rows);
        assertThat(steps.seen).containsExactly("0 of 3", "1 of 3", "2 of 3", "3 of 3");

        Steps until = new Steps(2);
        assertThat(outcome(REGRESSION, forest(100, 1, 1), rows, until, LIMIT)).isInstanceOf(Fitted.Stopped.class);
        assertThat(until.seen).containsExactly("0 of 100", "1 of 100", "2 of 100");
    }

    @Test
    void whatIsNotDoneInTimeHasFailed() {
        List<DatasetRow> rows = Houses.rows(12, 500, Houses::price);
        assertThat(outcome(REGRESSION, forest(100, 1, 1), rows, steps, Duration.ZERO))
                .isEqualTo(new Fitted.Failed("was not done within 0 s: it made 0 of 100 trees"));
    }

    @Test
    void whatCannotBeGrownIsSaid() {
        List<DatasetRow> none = Houses.rows(13, 1, Houses::price);
        assertThat(outcome(REGRESSION, boosted(1, 1, 1), none, steps, LIMIT))
                .isEqualTo(new Fitted.Failed("has no rows to train with"));
        Encoding named = new Encoding(List.of(Feature.numeric("prediction")), "y", null);
        assertThat(new TreeTrainer(named, REGRESSION, boosted(1, 1, 1), LIMIT).train(none::forEach, 1, steps))
                .isEqualTo(new Fitted.Failed("takes no feature named prediction: that is what the model's output"
                        + " is called; call it otherwise"));
        assertThat(new TreeTrainer(Houses.ENCODING, REGRESSION, boosted(1, 1, 1), LIMIT)
                        .train(none::forEach, 400_000_000, steps))
                .isEqualTo(new Fitted.Failed("takes 2,147,483,639 numbers at most, and 400,000,000 rows of 7"
                        + " columns are more: declare fewer"));
    }

    @Test
    void anyRowsAndSettingsHaveAGraphThatAgrees() {
        long seed = Long.getLong("headrace.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 8; i++) {
            List<DatasetRow> rows = Houses.rows(random.nextLong(), 50 + random.nextInt(1000), Houses::price);
            int trees = 1 + random.nextInt(50);
            TreeSettings settings =
                    random.nextBoolean() ? boosted(trees, random.nextInt(), 1) : forest(trees, random.nextInt(), 1);
            assertThat(outcome(REGRESSION, settings, rows, steps, LIMIT))
                    .as("seed %d, %s", seed, settings)
                    .isInstanceOf(Fitted.Made.class);
        }
    }

    private static final class Steps implements Watcher {

        private final List<String> seen = new ArrayList<>();
        private final int stopAt;

        Steps(int stopAt) {
            this.stopAt = stopAt;
        }

        @Override
        public void at(int round, int rounds) {
            seen.add("%d of %d".formatted(round, rounds));
        }

        @Override
        public boolean isStopped() {
            return seen.size() > stopAt;
        }
    }

    private static TreeSettings boosted(int rounds, int seed, int threads) {
        return new TreeSettings(
                new Boosted(rounds, 0.2), SHAPE, new Sample(0.9, 0.9), Integer.toUnsignedLong(seed), threads);
    }

    private static TreeSettings forest(int trees, int seed, int threads) {
        return new TreeSettings(
                new Forest(trees),
                new Shape(10, 1, 0, 0, 1e-5, 256),
                new Sample(0.8, 0.8),
                Integer.toUnsignedLong(seed),
                threads);
    }

    private byte[] made(Objective objective, TreeSettings settings, List<DatasetRow> rows) {
        Fitted outcome = outcome(objective, settings, rows, steps, LIMIT);
        assertThat(outcome).isInstanceOf(Fitted.Made.class);
        return ((Fitted.Made) outcome).model();
    }

    private static Fitted outcome(
            Objective objective, TreeSettings settings, List<DatasetRow> rows, Watcher watcher, Duration limit) {
        return new TreeTrainer(Houses.ENCODING, objective, settings, limit).train(rows::forEach, count(rows), watcher);
    }

    private static int count(List<DatasetRow> rows) {
        return (int) rows.stream().filter(row -> !row.test()).count();
    }

    private static NumberScore score(byte[] model, List<DatasetRow> rows) {
        OpenedModel opened = OnnxScoring.open(model, Houses.ENCODING, List.of());
        assertThat(opened).isInstanceOf(OpenedModel.Fit.class);
        try (OnnxScoring scoring = ((OpenedModel.Fit) opened).scoring()) {
            rows.stream().filter(DatasetRow::test).forEach(scoring);
            return (NumberScore) ((ScoredModel.Scored) scoring.score()).score();
        }
    }

    /// Of the test rows.
    private static double[][] answers(byte[] model, List<DatasetRow> rows) throws OrtException {
        try (Asked asked = new Asked(model, Houses.ENCODING)) {
            return asked.predict(rows.stream()
                    .filter(DatasetRow::test)
                    .map(DatasetRow::cells)
                    .toList());
        }
    }

    /// The share of the test rows whose likeliest class is theirs.
    private static double right(List<DatasetRow> rows, double[][] answers, Objective objective) {
        double[] labels = labels(rows, objective);
        return IntStream.range(0, labels.length)
                .map(i -> likeliest(answers[i]) == labels[i] ? 1 : 0)
                .average()
                .orElseThrow();
    }

    private static int likeliest(double[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[best]) {
                best = i;
            }
        }
        return best;
    }

    /// The share of the test rows that are of the most frequent class.
    private static double mostFrequent(List<DatasetRow> rows, Objective objective) {
        double[] labels = labels(rows, objective);
        return IntStream.range(0, 3)
                        .mapToDouble(one -> Arrays.stream(labels)
                                .filter(label -> label == one)
                                .count())
                        .max()
                        .orElseThrow()
                / labels.length;
    }

    private static double[] labels(List<DatasetRow> rows, Objective objective) {
        return rows.stream()
                .filter(DatasetRow::test)
                .mapToDouble(row -> objective.label(row.cells().getLast()))
                .toArray();
    }

    private static boolean sumsToOne(double[] probabilities) {
        return Math.abs(Arrays.stream(probabilities).sum() - 1) < 1e-6;
    }

    /// How far the mean of the test rows is off, as a root of the mean square.
    private static double deviation(List<DatasetRow> rows) {
        double[] labels = labels(rows, REGRESSION);
        double mean = Arrays.stream(labels).average().orElseThrow();
        return Math.sqrt(Arrays.stream(labels)
                .map(label -> (label - mean) * (label - mean))
                .average()
                .orElseThrow());
    }
}
