package io.headrace.worker.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import io.headrace.dataset.stream.DatasetRow;
import io.headrace.exact.Cell;
import io.headrace.exact.Encoding;
import io.headrace.exact.Feature;
import io.headrace.exact.Label;
import io.headrace.exact.NullRule;
import io.headrace.worker.fitting.Asked;
import io.headrace.worker.fitting.Fitted;
import io.headrace.worker.fitting.Houses;
import io.headrace.worker.fitting.RecordedHouse;
import io.headrace.worker.fitting.Steps;
import io.headrace.worker.fitting.Watcher;
import io.headrace.worker.scoring.OnnxScoring;
import io.headrace.worker.scoring.OpenedModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class BayesTrainerTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final BayesSettings SETTINGS = new BayesSettings(1e-9);

    /// Those that the recorded rows were fitted with.
    private static final BayesSettings RECORDED = new BayesSettings(1e-6);

    private static final Label DEAR = Label.bool("label");
    private static final Label STYLE = Label.categorical("label", List.of("small", "green", "grey"));

    private final Steps steps = new Steps(Integer.MAX_VALUE);

    @Test
    void theProbabilitiesOfTwoClassesAreThoseOfScikitLearn() throws OrtException {
        List<RecordedHouse> houses = RecordedHouse.all("/bayes/rows.csv");
        List<DatasetRow> rows = houses.stream().map(RecordedHouse::withDear).toList();
        Encoding encoding = encoding(DEAR);

        double[][] answers = answers(encoding, made(encoding, RECORDED, rows), rows);

        for (int i = 0; i < answers.length; i++) {
            double isDear = houses.get(i).dear();
            assertThat(answers[i]).as("row %d", i).containsExactly(new double[] {1 - isDear, isDear}, within(1e-9));
        }
    }

    @Test
    void theProbabilitiesOfThreeClassesAreThoseOfScikitLearn() throws OrtException {
        List<RecordedHouse> houses = RecordedHouse.all("/bayes/rows.csv");
        List<DatasetRow> rows = houses.stream().map(RecordedHouse::withStyle).toList();
        Encoding encoding = encoding(Label.categorical("label", RecordedHouse.STYLES));

        double[][] answers = answers(encoding, made(encoding, RECORDED, rows), rows);

        for (int i = 0; i < answers.length; i++) {
            assertThat(answers[i]).as("row %d", i).containsExactly(houses.get(i).styles(), within(1e-9));
        }
    }

    @Test
    void theSameRowsInAnyOrderMakeTheSameBytesAndOthersMakeOthers() {
        Random random = random();
        Encoding encoding = encoding(STYLE);
        for (int i = 0; i < 5; i++) {
            List<DatasetRow> rows = new ArrayList<>(Houses.rows(random.nextLong(), 1000, Houses::style));
            byte[] once = made(encoding, SETTINGS, rows);

            Collections.shuffle(rows, random);
            assertThat(made(encoding, SETTINGS, rows)).isEqualTo(once);
            List<DatasetRow> fewer = new ArrayList<>(rows);
            fewer.remove(fewer.stream().filter(row -> !row.test()).findFirst().orElseThrow());
            assertThat(made(encoding, SETTINGS, fewer)).isNotEqualTo(once);
            assertThat(made(encoding, RECORDED, rows)).isNotEqualTo(once);
        }
    }

    @Test
    void columnsOfGreatSizeAndSmallDifferencesAreLearntFromAsNearerOnesAre() throws OrtException {
        Encoding encoding = encoding(STYLE);
        List<DatasetRow> rows = Houses.rows(2, 2000, Houses::style);
        List<DatasetRow> near = moved(rows, area -> (double) Math.round(1000 * area));
        List<DatasetRow> far = moved(near, area -> 1e12 + area);

        double[][] expected = answers(encoding, made(encoding, SETTINGS, near), near);
        double[][] answers = answers(encoding, made(encoding, SETTINGS, far), far);

        for (int i = 0; i < answers.length; i++) {
            assertThat(answers[i]).as("row %d", i).containsExactly(expected[i], within(1e-6));
        }
    }

    @Test
    void aClassWithoutRowsIsImpossible() throws OrtException {
        Encoding encoding = encoding(STYLE);
        List<DatasetRow> rows = Houses.rows(3, 500, Houses::style).stream()
                .filter(row -> !row.cells().getLast().equals(Cell.of("green")))
                .toList();
        Encoding withoutIt = encoding(Label.categorical("label", List.of("small", "grey")));
        double[][] expected = answers(withoutIt, made(withoutIt, SETTINGS, rows), rows);

        double[][] answers = answers(encoding, made(encoding, SETTINGS, rows), rows);

        for (int i = 0; i < answers.length; i++) {
            assertThat(answers[i]).containsExactly(expected[i][0], 0, expected[i][1]);
        }
    }

    @Test
    void aSingleClassIsCertain() throws OrtException {
        Encoding encoding = encoding(DEAR);
        List<DatasetRow> rows = Houses.rows(4, 500, _ -> Cell.of(true));

        assertThat(Arrays.stream(answers(encoding, made(encoding, SETTINGS, rows), rows)))
                .allSatisfy(answer -> assertThat(answer).containsExactly(0, 1));
    }

    @Test
    void columnsThatAreAllTheSameLeaveTheSharesOfTheClasses() throws OrtException {
        Encoding encoding = new Encoding(List.of(Feature.numeric("same")), DEAR, null);
        List<DatasetRow> rows = Stream.of(true, false, false, false)
                .map(isDear -> row(Cell.of(0.1), Cell.of(isDear)))
                .toList();
        List<List<Cell>> asked = List.of(List.of(Cell.of(0.1)), List.of(Cell.of(-1e9)));

        try (Asked model = new Asked(made(encoding, SETTINGS, rows), encoding)) {
            assertThat(Arrays.stream(model.predict(asked)))
                    .allSatisfy(answer -> assertThat(answer).containsExactly(new double[] {0.75, 0.25}, within(1e-15)));
        }
    }

    @Test
    void aColumnThatIsAlwaysTheSameOrAlwaysNullChangesNothing() throws OrtException {
        List<DatasetRow> rows = Houses.rows(6, 500, Houses::isDear);
        Encoding two = new Encoding(
                List.of(
                        Feature.numeric("same"),
                        Feature.numeric("area"),
                        Feature.numeric("never").with(new NullRule.Mean())),
                DEAR,
                null);
        Encoding one = new Encoding(List.of(Feature.numeric("area")), DEAR, null);
        List<DatasetRow> wide = rows.stream()
                .map(row -> row(
                        row.test(),
                        Cell.of(0.1),
                        row.cells().getFirst(),
                        Cell.MISSING,
                        row.cells().getLast()))
                .toList();
        List<DatasetRow> narrow = rows.stream()
                .map(row -> row(row.test(), row.cells().getFirst(), row.cells().getLast()))
                .toList();

        assertThat(answers(two, made(two, SETTINGS, wide), wide))
                .isDeepEqualTo(answers(one, made(one, SETTINGS, narrow), narrow));
    }

    @Test
    void aRowThatNoClassHasSeenTheLikeOfIsToldByWhatIsLeft() throws OrtException {
        Encoding encoding = new Encoding(
                List.of(Feature.bool("cellar"), Feature.bool("garden"), Feature.numeric("area")), DEAR, null);
        List<DatasetRow> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            boolean isDear = i % 2 == 0;
            boolean flag = i % 4 < 2;
            // Only cheap ones have a cellar, only dear ones a garden.
            rows.add(row(Cell.of(flag && !isDear), Cell.of(flag && isDear), Cell.of(i), Cell.of(isDear)));
        }
        DatasetRow both = row(true, Cell.of(true), Cell.of(true), Cell.of(50), Cell.of(true));
        rows.add(both);

        double[] answer = answers(encoding, made(encoding, SETTINGS, rows), List.of(both))[0];

        assertThat(answer[0]).isBetween(0.1, 0.9);
        assertThat(answer[0] + answer[1]).isCloseTo(1, within(1e-15));
    }

    @Test
    void aRowFarFromAllOthersHasAnAnswer() throws OrtException {
        Encoding encoding = encoding(STYLE);
        List<DatasetRow> rows = Houses.rows(7, 500, Houses::style);
        List<DatasetRow> far = Stream.of(0x1p60, -0x1p60, 1e6)
                .flatMap(place -> moved(rows.subList(0, 1), _ -> place).stream())
                .toList();
        List<DatasetRow> all = Stream.concat(rows.stream(), far.stream()).toList();

        assertThat(Arrays.stream(answers(encoding, made(encoding, SETTINGS, all), far)))
                .allSatisfy(answer -> assertThat(Arrays.stream(answer).sum()).isCloseTo(1, within(1e-12)));
    }

    @Test
    void aNullThatWouldExcludeItsRowHasNoAnswer() throws OrtException {
        List<DatasetRow> rows = Houses.rows(5, 500, Houses::isDear);
        List<Cell> withNull = new ArrayList<>(rows.getFirst().cells());
        withNull.set(0, Cell.MISSING);

        try (Asked asked = new Asked(made(encoding(DEAR), SETTINGS, rows), encoding(DEAR))) {
            double[][] answers = asked.predict(List.of(rows.getFirst().cells(), withNull));
            assertThat(answers[0][0]).isFinite();
            assertThat(answers[1]).containsExactly(Double.NaN, Double.NaN);
        }
    }

    @Test
    void whatItMakesIsAModelThatAWorkerCanMeasure() {
        List<DatasetRow> rows = Houses.rows(7, 500, Houses::style);

        OpenedModel opened = OnnxScoring.open(made(encoding(STYLE), SETTINGS, rows), encoding(STYLE), List.of());

        assertThat(opened).isInstanceOf(OpenedModel.Fit.class);
        ((OpenedModel.Fit) opened).scoring().close();
    }

    @Test
    void itSaysHowFarItIsAndStopsBetweenRows() {
        List<DatasetRow> rows = Houses.rows(8, 20_000, Houses::isDear);
        made(encoding(DEAR), SETTINGS, rows);
        assertThat(steps.seen()).containsExactly("0 of 16000", "4096 of 16000", "8192 of 16000", "12288 of 16000");

        Steps until = new Steps(1);
        assertThat(outcome(rows, until, LIMIT)).isInstanceOf(Fitted.Stopped.class);
        assertThat(until.seen()).containsExactly("0 of 16000", "4096 of 16000");
    }

    @Test
    void whatIsNotDoneInTimeHasFailed() {
        assertThat(outcome(Houses.rows(9, 500, Houses::isDear), steps, Duration.ZERO))
                .isEqualTo(new Fitted.Failed("was not done within 0 s"));
    }

    @Test
    void whatCannotBeFittedIsSaid() {
        List<DatasetRow> rows = Houses.rows(10, 500, Houses::isDear);
        assertThat(outcome(rows.subList(0, 1), steps, LIMIT)).isEqualTo(new Fitted.Failed("has no rows to train with"));
        Encoding named = new Encoding(List.of(Feature.numeric("probabilities")), DEAR, null);
        assertThat(new BayesTrainer(named, SETTINGS, LIMIT).train(rows::forEach, 1, steps))
                .isEqualTo(new Fitted.Failed("takes no feature named probabilities: that is what the model's output"
                        + " is called; call it otherwise"));
        assertThat(new BayesTrainer(encoding(DEAR), SETTINGS, LIMIT).train(rows::forEach, 3_000_000_000L, steps))
                .isEqualTo(new Fitted.Failed("takes 2,147,483,647 rows at most, and these are 3,000,000,000"));
    }

    @Test
    void anyRowsAndSettingsHaveAGraphThatAgrees() {
        Random random = random();
        for (int i = 0; i < 30; i++) {
            boolean ofTwo = random.nextBoolean();
            List<DatasetRow> rows =
                    Houses.rows(random.nextLong(), 2 + random.nextInt(500), ofTwo ? Houses::isDear : Houses::style);
            BayesSettings settings = new BayesSettings(Math.pow(10, random.nextDouble() * -18));
            Encoding encoding = encoding(ofTwo ? DEAR : STYLE);
            assertThat(new BayesTrainer(encoding, settings, LIMIT).train(rows::forEach, count(rows), steps))
                    .as("%s", settings)
                    .isInstanceOf(Fitted.Made.class);
        }
    }

    private static Random random() {
        long seed = Long.getLong("headrace.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        return new Random(seed);
    }

    private static List<DatasetRow> moved(List<DatasetRow> rows, UnaryOperator<Double> area) {
        return rows.stream()
                .map(row -> {
                    List<Cell> cells = new ArrayList<>(row.cells());
                    cells.set(0, Cell.of(area.apply(((Cell.Numeric) cells.getFirst()).value())));
                    return new DatasetRow(row.key(), row.place(), row.test(), cells);
                })
                .toList();
    }

    private static DatasetRow row(Cell... cells) {
        return row(false, cells);
    }

    private static DatasetRow row(boolean test, Cell... cells) {
        return new DatasetRow(List.of("one of them"), test ? 0 : 0.5, test, List.of(cells));
    }

    private static Encoding encoding(Label label) {
        return new Encoding(Houses.ENCODING.features(), label, null);
    }

    private byte[] made(Encoding encoding, BayesSettings settings, List<DatasetRow> rows) {
        Fitted outcome = new BayesTrainer(encoding, settings, LIMIT).train(rows::forEach, count(rows), steps);
        assertThat(outcome).isInstanceOf(Fitted.Made.class);
        return ((Fitted.Made) outcome).model();
    }

    private static Fitted outcome(List<DatasetRow> rows, Watcher watcher, Duration limit) {
        return new BayesTrainer(encoding(DEAR), SETTINGS, limit).train(rows::forEach, count(rows), watcher);
    }

    private static int count(List<DatasetRow> rows) {
        return (int) rows.stream().filter(row -> !row.test()).count();
    }

    private static double[][] answers(Encoding encoding, byte[] model, List<DatasetRow> rows) throws OrtException {
        try (Asked asked = new Asked(model, encoding)) {
            return asked.predict(rows.stream().map(DatasetRow::cells).toList());
        }
    }
}
