package io.headrace.worker.logistic;

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
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class LogisticTrainerTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final LogisticSettings SETTINGS = new LogisticSettings(1, 1000);
    /// Those that the recorded rows were fitted with.
    private static final LogisticSettings RECORDED = new LogisticSettings(2.5, 1000);

    private static final Label DEAR = Label.bool("label");
    private static final Label STYLE = Label.categorical("label", List.of("small", "green", "grey"));

    private final Steps steps = new Steps(Integer.MAX_VALUE);

    @Test
    void theProbabilitiesOfTwoClassesAreThoseOfScikitLearn() throws OrtException {
        List<RecordedHouse> houses = RecordedHouse.all("/logistic/rows.csv");
        List<DatasetRow> rows = houses.stream().map(RecordedHouse::withDear).toList();

        double[][] answers = answers(DEAR, made(DEAR, RECORDED, rows), rows);

        for (int i = 0; i < answers.length; i++) {
            double isDear = houses.get(i).dear();
            assertThat(answers[i]).as("row %d", i).containsExactly(new double[] {1 - isDear, isDear}, within(1e-7));
        }
    }

    @Test
    void twoClassesAreToldAlikeWhateverTheyAreCalled() throws OrtException {
        List<RecordedHouse> houses = RecordedHouse.all("/logistic/rows.csv");
        Label named = Label.categorical("label", List.of("cheap", "dear"));
        List<DatasetRow> rows = houses.stream()
                .map(RecordedHouse::withDear)
                .map(row -> labelled(row, row.cells().getLast().equals(Cell.of(true)) ? "dear" : "cheap"))
                .toList();

        double[][] answers = answers(named, made(named, RECORDED, rows), rows);

        for (int i = 0; i < answers.length; i++) {
            double isDear = houses.get(i).dear();
            assertThat(answers[i]).as("row %d", i).containsExactly(new double[] {1 - isDear, isDear}, within(1e-7));
        }
    }

    @Test
    void theProbabilitiesOfThreeClassesAreThoseOfScikitLearn() throws OrtException {
        List<RecordedHouse> houses = RecordedHouse.all("/logistic/rows.csv");
        List<DatasetRow> rows = houses.stream().map(RecordedHouse::withStyle).toList();
        Label style = Label.categorical("label", RecordedHouse.STYLES);

        double[][] answers = answers(style, made(style, RECORDED, rows), rows);

        for (int i = 0; i < answers.length; i++) {
            assertThat(answers[i]).as("row %d", i).containsExactly(houses.get(i).styles(), within(1e-7));
        }
    }

    @Test
    void theSameRowsMakeTheSameBytesAndOthersMakeOthers() {
        List<DatasetRow> rows = Houses.rows(1, 1000, Houses::isDear);
        byte[] once = made(DEAR, SETTINGS, rows);

        assertThat(made(DEAR, SETTINGS, rows)).isEqualTo(once);
        assertThat(made(DEAR, SETTINGS, rows.subList(0, 999))).isNotEqualTo(once);
        assertThat(made(DEAR, new LogisticSettings(2, 1000), rows)).isNotEqualTo(once);
    }

    @Test
    void columnsOfGreatSizeAndSmallDifferencesAreLearntFrom() throws OrtException {
        Function<DatasetRow, DatasetRow> farAway = row -> {
            List<Cell> cells = new ArrayList<>(row.cells());
            double area = ((Cell.Numeric) cells.getFirst()).value();
            cells.set(0, Cell.of(1e12 + Math.round(1000 * area)));
            return new DatasetRow(row.key(), row.place(), row.test(), cells);
        };
        List<DatasetRow> rows =
                Houses.rows(2, 2000, Houses::style).stream().map(farAway).toList();

        double[][] answers = answers(STYLE, made(STYLE, SETTINGS, rows), rows);

        int right = 0;
        for (int i = 0; i < answers.length; i++) {
            int best =
                    answers[i][0] > Math.max(answers[i][1], answers[i][2]) ? 0 : answers[i][1] > answers[i][2] ? 1 : 2;
            if (rows.get(i).cells().getLast().equals(Cell.of(STYLE.values().get(best)))) {
                right++;
            }
        }
        assertThat(right).isGreaterThan(1700);
    }

    @Test
    void classesThatColumnsTellApartForSureStillHaveAMinimum() throws OrtException {
        List<DatasetRow> rows = Houses.rows(3, 500, house -> Cell.of(house.area() > 0));

        double[][] answers = answers(DEAR, made(DEAR, new LogisticSettings(1e-6, 1000), rows), rows);

        assertThat(Arrays.stream(answers))
                .allSatisfy(answer -> assertThat(Arrays.stream(answer).sum()).isCloseTo(1, within(1e-12)));
    }

    @Test
    void aSingleClassIsAsLikelyAsTheRowsSay() throws OrtException {
        List<DatasetRow> rows = Houses.rows(4, 500, _ -> Cell.of(true));

        Fitted outcome = outcome(DEAR, SETTINGS, rows, steps, LIMIT);

        // Its intercept has no minimum: each step towards certainty is a little better.
        if (outcome instanceof Fitted.Made(byte[] model)) {
            assertThat(Arrays.stream(answers(DEAR, model, rows)))
                    .allSatisfy(answer -> assertThat(answer[1]).isGreaterThan(0.999));
        } else {
            assertThat(outcome).isInstanceOf(Fitted.Failed.class);
        }
    }

    @Test
    void aNullThatWouldExcludeItsRowHasNoAnswer() throws OrtException {
        List<DatasetRow> rows = Houses.rows(5, 500, Houses::isDear);
        List<Cell> withNull = new ArrayList<>(rows.getFirst().cells());
        withNull.set(0, Cell.MISSING);

        try (Asked asked = new Asked(made(DEAR, SETTINGS, rows), encoding(DEAR))) {
            double[][] answers = asked.predict(List.of(rows.getFirst().cells(), withNull));
            assertThat(answers[0][0]).isFinite();
            assertThat(answers[1]).containsExactly(Double.NaN, Double.NaN);
        }
    }

    @Test
    void aColumnThatIsAlwaysTheSameOrAlwaysNullChangesNothing() throws OrtException {
        List<DatasetRow> rows = Houses.rows(6, 500, Houses::isDear);
        Encoding two = new Encoding(
                List.of(
                        Feature.numeric("area"),
                        Feature.numeric("same"),
                        Feature.numeric("never").with(new NullRule.Mean())),
                DEAR,
                null);
        Encoding one = new Encoding(List.of(Feature.numeric("area")), DEAR, null);
        List<DatasetRow> wide =
                rows.stream().map(row -> with(row, Cell.of(0.1), Cell.MISSING)).toList();
        List<DatasetRow> narrow = rows.stream().map(LogisticTrainerTest::with).toList();

        try (Asked wideAsked = new Asked(made(two, wide), two);
                Asked narrowAsked = new Asked(made(one, narrow), one)) {
            double[][] expected = narrowAsked.predict(cells(narrow));
            double[][] answers = wideAsked.predict(cells(wide));
            for (int i = 0; i < expected.length; i++) {
                assertThat(answers[i]).containsExactly(expected[i], within(1e-6));
            }
        }
    }

    @Test
    void whatItMakesIsAModelThatAWorkerCanMeasure() {
        List<DatasetRow> rows = Houses.rows(7, 500, Houses::style);

        OpenedModel opened = OnnxScoring.open(made(STYLE, SETTINGS, rows), encoding(STYLE), List.of());

        assertThat(opened).isInstanceOf(OpenedModel.Fit.class);
        ((OpenedModel.Fit) opened).scoring().close();
    }

    @Test
    void itSaysHowFarItIsAndStopsBetweenIterations() {
        List<DatasetRow> rows = Houses.rows(8, 500, Houses::isDear);
        made(DEAR, SETTINGS, rows);
        assertThat(steps.seen()).startsWith("0 of 1000", "1 of 1000", "2 of 1000");

        Steps until = new Steps(2);
        assertThat(outcome(DEAR, SETTINGS, rows, until, LIMIT)).isInstanceOf(Fitted.Stopped.class);
        assertThat(until.seen()).containsExactly("0 of 1000", "1 of 1000", "2 of 1000");
    }

    @Test
    void whatIsNotDoneInTimeHasFailed() {
        List<DatasetRow> rows = Houses.rows(9, 500, Houses::isDear);
        assertThat(outcome(DEAR, SETTINGS, rows, steps, Duration.ZERO))
                .isEqualTo(new Fitted.Failed("was not done within 0 s"));
    }

    @Test
    void whatCannotBeFittedIsSaid() {
        List<DatasetRow> rows = Houses.rows(10, 500, Houses::isDear);
        assertThat(outcome(DEAR, SETTINGS, rows.subList(0, 1), steps, LIMIT))
                .isEqualTo(new Fitted.Failed("has no rows to train with"));
        assertThat(outcome(DEAR, new LogisticSettings(1, 2), rows, steps, LIMIT))
                .isInstanceOfSatisfying(
                        Fitted.Failed.class,
                        failed -> assertThat(failed.sentence())
                                .startsWith("is not at its minimum after 2 iterations, where its slope is ")
                                .endsWith(" and 1e-09 was to be: allow more of them, or a larger l2"));
        Encoding named = new Encoding(List.of(Feature.numeric("probabilities")), DEAR, null);
        assertThat(new LogisticTrainer(named, SETTINGS, LIMIT).train(rows::forEach, 1, steps))
                .isEqualTo(new Fitted.Failed("takes no feature named probabilities: that is what the model's output"
                        + " is called; call it otherwise"));
        assertThat(new LogisticTrainer(encoding(DEAR), SETTINGS, LIMIT).train(rows::forEach, 400_000_000, steps))
                .isEqualTo(new Fitted.Failed("takes 2,147,483,639 numbers at most, and 400,000,000 rows of 8"
                        + " columns are more: declare fewer"));
    }

    @Test
    void anyRowsAndSettingsHaveAGraphThatAgrees() {
        long seed = Long.getLong("headrace.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 12; i++) {
            boolean ofTwo = random.nextBoolean();
            List<DatasetRow> rows =
                    Houses.rows(random.nextLong(), 50 + random.nextInt(500), ofTwo ? Houses::isDear : Houses::style);
            LogisticSettings settings = new LogisticSettings(Math.pow(10, random.nextDouble() * 6 - 4), 10_000);
            assertThat(outcome(ofTwo ? DEAR : STYLE, settings, rows, steps, LIMIT))
                    .as("seed %d, %s", seed, settings)
                    .isInstanceOf(Fitted.Made.class);
        }
    }

    private static DatasetRow labelled(DatasetRow row, String label) {
        List<Cell> cells = new ArrayList<>(row.cells());
        cells.set(cells.size() - 1, Cell.of(label));
        return new DatasetRow(row.key(), row.place(), row.test(), cells);
    }

    /// Its area, more cells, and its label.
    private static DatasetRow with(DatasetRow row, Cell... more) {
        List<Cell> cells = new ArrayList<>(List.of(row.cells().getFirst()));
        Collections.addAll(cells, more);
        cells.add(row.cells().getLast());
        return new DatasetRow(row.key(), row.place(), row.test(), cells);
    }

    private static Encoding encoding(Label label) {
        return new Encoding(Houses.ENCODING.features(), label, null);
    }

    private byte[] made(Label label, LogisticSettings settings, List<DatasetRow> rows) {
        return model(outcome(label, settings, rows, steps, LIMIT));
    }

    private byte[] made(Encoding encoding, List<DatasetRow> rows) {
        return model(new LogisticTrainer(encoding, SETTINGS, LIMIT).train(rows::forEach, count(rows), steps));
    }

    private static byte[] model(Fitted outcome) {
        assertThat(outcome).isInstanceOf(Fitted.Made.class);
        return ((Fitted.Made) outcome).model();
    }

    private static Fitted outcome(
            Label label, LogisticSettings settings, List<DatasetRow> rows, Watcher watcher, Duration limit) {
        return new LogisticTrainer(encoding(label), settings, limit).train(rows::forEach, count(rows), watcher);
    }

    private static int count(List<DatasetRow> rows) {
        return (int) rows.stream().filter(row -> !row.test()).count();
    }

    private static double[][] answers(Label label, byte[] model, List<DatasetRow> rows) throws OrtException {
        try (Asked asked = new Asked(model, encoding(label))) {
            return asked.predict(cells(rows));
        }
    }

    private static List<List<Cell>> cells(List<DatasetRow> rows) {
        return rows.stream().map(DatasetRow::cells).toList();
    }
}
