package io.headrace.worker.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headrace.dataset.stream.DatasetRow;
import io.headrace.exact.Cell;
import io.headrace.exact.Encoding;
import io.headrace.exact.Evaluation;
import io.headrace.exact.Feature;
import io.headrace.exact.GramMatrix;
import io.headrace.exact.Label;
import io.headrace.exact.MeanImputation;
import io.headrace.exact.NullRule;
import io.headrace.exact.Ridge;
import io.headrace.exact.Ridge.Solution.Fit;
import io.headrace.training.onnx.LinearGraph;
import io.headrace.worker.scoring.ScoredModel.Scored;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The models beside it in `models/` are made by `models.py` there.
final class OnnxScoringTest {

    private static final Encoding ENCODING = new Encoding(
            List.of(
                    Feature.numeric("area"),
                    Feature.bool("garden").with(new NullRule.Constant(1)),
                    Feature.categorical("district", List.of("north", "south"))),
            "price",
            null);

    private static final Encoding SOLD = new Encoding(ENCODING.features(), Label.bool("sold"), null);
    private static final Encoding GRADE =
            new Encoding(ENCODING.features(), Label.categorical("grade", List.of("a", "b", "c")), null);

    private static final Encoding IDENTITY = new Encoding(List.of(Feature.numeric("p")), "y", null);

    @Test
    void aRidgeIsWorthWhatItsExactSumsSay() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Encoding encoding = new Encoding(
                List.of(
                        Feature.numeric("area").with(new NullRule.Mean()),
                        Feature.bool("garden"),
                        Feature.categorical("district", List.of("north", "east", "süd"))),
                "price",
                0.0);
        List<DatasetRow> rows = new ArrayList<>();
        GramMatrix sums = new GramMatrix(encoding.width());
        for (int i = 0; i < 10_000; i++) {
            DatasetRow row = row(house(random));
            rows.add(row);
            sums.add(((Encoding.Encoded.Row) encoding.encode(row.cells())).values());
        }
        MeanImputation nulls = MeanImputation.of(sums, encoding.imputedColumns());
        Fit fit = nulls.folded((Fit) Ridge.solve(nulls.applied(sums), 1));

        NumberScore score = scored(LinearGraph.of(encoding, fit), encoding, rows);

        Evaluation exact = Evaluation.of(sums, fit.intercept(), fit.coefficients());
        assertThat(score.rows()).isEqualTo(exact.rows());
        assertThat(score.rmse()).as("seed %d", seed).isCloseTo(exact.rmse(), within(1e-9 * exact.rmse()));
        assertThat(score.r2()).as("seed %d", seed).isCloseTo(exact.r2(), within(1e-9));
        assertThat(score.meanError()).as("seed %d", seed).isCloseTo(exact.meanError(), within(1e-9 * exact.rmse()));
        assertThat(score.mae()).as("seed %d", seed).isPositive().isLessThanOrEqualTo(score.rmse());

        Collections.shuffle(rows, random);
        assertThat(scored(LinearGraph.of(encoding, fit), encoding, rows)).isEqualTo(score);
    }

    /// Recorded from scikit-learn 1.9.1: `mean_squared_error(y, p) ** 0.5`, `r2_score(y, p)`,
    /// `numpy.mean(p - y)`, `mean_absolute_error(y, p)`.
    @Test
    void itsFiguresAreThoseOfScikitLearn() {
        assertClose(
                identity(new double[] {3.5, -0.25, 2.0, 7.75, 12.5, 0.125}, 3.0, -0.5, 2.5, 8.0, 11, 0.375),
                new NumberScore(6, 0.699702317656111, 0.9710924886599523, 0.20833333333333334, 0.5416666666666666));
        assertClose(
                identity(new double[] {3.5, -0.25, 2.0, 7.75, 1e6, 0.1}, 3.0, -0.5, 2.0, 8.0, 999999.5, 0.3),
                new NumberScore(6, 0.33291640592396965, 0.999999999999202, 0.13333333333333333, 0.2833333333333333));
    }

    @Test
    void aConstantLabelHasNoR2() {
        NumberScore score = identity(new double[] {1, 2, 3}, 0.1, 0.1, 0.1);
        assertThat(score.r2()).isNaN();
        assertThat(score.meanError()).isCloseTo(1.9, within(1e-12));
    }

    @Test
    void withoutRowsThereIsNoFigure() {
        assertThat(identity(new double[] {}))
                .isEqualTo(new NumberScore(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
    }

    @Test
    void predictionsNextToNothingCountAsNothing() {
        assertThat(identity(new double[] {1e-300, -1e-300}, 0, 2).mae()).isEqualTo(1);
    }

    @Test
    void aModelMayWantFloatsAndIntegersAndAnswerWithAList() {
        List<DatasetRow> rows = List.of(row(70.5, true, 71), row(30, false, 29), houseWithoutGarden(50, 51));

        assertThat(scored(model("floats"), ENCODING, rows).meanError()).isCloseTo(0.5, within(1e-6));
        assertThat(scored(model("two-outputs"), ENCODING, rows)).isEqualTo(scored(model("floats"), ENCODING, rows));
    }

    @Test
    void inputsThatAreNoFeaturesAreNamed() {
        assertThat(unfit(model("matrix")))
                .isEqualTo("the model's inputs are not the features: expected area: double or float [N,1],"
                        + " garden: bool or float or int64 [N,1], district: string [N,1]; found X: float [N,3]");
        assertThat(unfit(LinearGraph.of(
                        new Encoding(
                                List.of(
                                        Feature.bool("area"),
                                        Feature.bool("garden"),
                                        Feature.categorical("district", List.of("x"))),
                                "y",
                                null),
                        new Fit(0, List.of(1.0, 1.0, 1.0), List.of()))))
                .isEqualTo("the model's inputs are not the features: expected area: double or float [N,1];"
                        + " found area: bool [N,1]");
        assertThat(unfit(LinearGraph.of(
                        new Encoding(
                                List.of(
                                        Feature.numeric("area"),
                                        Feature.bool("garden"),
                                        Feature.categorical("district", List.of("x")),
                                        Feature.numeric("id")),
                                "y",
                                null),
                        new Fit(0, List.of(1.0, 1.0, 1.0, 1.0), List.of()))))
                .isEqualTo("the model's inputs are not the features: expected no other input; found id: double [N,1]");
    }

    @Test
    void anOutputThatIsNoPredictionIsNamed() {
        assertThat(unfit(model("neither")))
                .isEqualTo("the model has no output to score: expected prediction: float or double [N,1] or [N];"
                        + " found one: double [N,1], two: double [N,1]");
        assertThat(unfit(model("texts")))
                .isEqualTo("the model has no output to score: expected prediction: float or double [N,1] or [N];"
                        + " found prediction: string [N,1]");
    }

    @Test
    void bytesThatAreNoModelAreRefused() {
        assertThat(unfit("no model".getBytes(StandardCharsets.UTF_8)))
                .startsWith("the model's 8 bytes are none that ONNX Runtime can open: ");
        assertThat(unfit(new byte[0])).startsWith("the model's 0 bytes are none that ONNX Runtime can open: ");
    }

    @Test
    void predictionsThatAreNoNumbersAreCounted() {
        List<DatasetRow> rows = new ArrayList<>(Collections.nCopies(5000, row(1, true, 1)));
        rows.add(row(-1, true, 1));
        rows.add(row(0, true, 1));

        assertThat(refused(model("logarithm"), ENCODING, rows))
                .isEqualTo("the model predicts NaN or infinity for 2 of 5,002 rows");
        assertThat(refused(model("floats"), ENCODING, List.of(row(1e30, true, 1), row(1, true, 1))))
                .isEqualTo("the model predicts more than 2^60 for 1 of 2 rows");
    }

    @Test
    void aModelThatFailsOnRowsIsRefused() {
        List<DatasetRow> rows = List.of(row(1, true, 1), row(9999, false, 1), row(1, true, 1));
        assertThat(refused(model("numbers"), ENCODING, rows)).startsWith("the model cannot be run: ");
        assertThat(refused(model("gardens"), ENCODING, rows)).isEqualTo("the model gives 2 predictions for 3 rows");
    }

    /// ln(1 + e^x) for what is wrong by x, and ln(1 + e^−x) for what is right.
    @Test
    void aClassifierIsAskedForProbabilities() {
        List<DatasetRow> rows = List.of(sold(2, true), sold(-1, false), sold(1, false), sold(3, true));
        double loss = (Math.log1p(Math.exp(-2))
                        + Math.log1p(Math.exp(-1))
                        + Math.log1p(Math.exp(1))
                        + Math.log1p(Math.exp(-3)))
                / 4;

        for (String name : List.of("two-classes", "some-classes")) {
            Score score = ((Scored) score(model(name), SOLD, rows)).score();
            assertThat(score.rows()).isEqualTo(4);
            assertThat(score.figures())
                    .hasSize(10)
                    .containsEntry("accuracy", 0.75)
                    .containsEntry("roc-auc", 1.0);
            assertThat(score.figures().get("log-loss")).isCloseTo(loss, within(1e-12));
        }
    }

    @Test
    void aModelOfSeveralClassesAnswersInTheirDeclaredOrder() {
        List<DatasetRow> rows = List.of(graded(5, "a"), graded(-5, "b"), graded(4, "a"), graded(3, "c"));

        Score score = ((Scored) score(model("three-classes"), GRADE, rows)).score();

        assertThat(score.figures()).containsEntry("accuracy", 0.75);
        assertThat(score.figures().get("balanced-accuracy")).isCloseTo(2 / 3.0, within(1e-15));
    }

    @Test
    void modelsAreScoredOnSlicesToo() {
        List<DatasetRow> rows =
                List.of(row(1, true, 2), row(1, true, 4), row(5, false, 7), houseWithoutGarden(5, 6), row(5, true, 5));

        try (OnnxScoring scoring = ((OpenedModel.Fit)
                        OnnxScoring.open(model("floats"), ENCODING, List.of("garden", "district")))
                .scoring()) {
            rows.forEach(scoring);
            Scored scored = (Scored) scoring.score();

            assertThat(scored.slices())
                    .extracting(slice -> "%s %s %d %s"
                            .formatted(
                                    slice.column(),
                                    slice.value(),
                                    slice.score().rows(),
                                    slice.score().figures().get("mae")))
                    .containsExactly(
                            "garden false 1 2.0",
                            "garden true 3 1.0",
                            "garden null 1 0.0",
                            "district north 4 1.25",
                            "district null 1 0.0");
            assertThat(((NumberScore) scored.score()).mae()).isEqualTo(1);
        }
    }

    @Test
    void answersThatAreNoProbabilitiesAreCounted() {
        byte[] model = model("no-probabilities");
        assertThat(refused(model, SOLD, List.of(sold(0.5, true), sold(0.6, false), sold(-1, true))))
                .isEqualTo("the model gives no probabilities for 2 of 3 rows:"
                        + " each is between 0 and 1, and those of a row sum to 1 within 0.001");
        assertThat(refused(model, SOLD, List.of(sold(0.5, true), sold(Double.NaN, false))))
                .isEqualTo("the model gives NaN or infinity for 1 of 2 rows");
        assertThat(score(model, SOLD, List.of(sold(0.5004, true), sold(0.5, false))))
                .isInstanceOf(Scored.class);
    }

    @Test
    void aClassifierOfOtherClassesIsNone() {
        assertThat(((Unfit) OnnxScoring.open(model("two-classes"), GRADE, List.of())).sentence())
                .isEqualTo("the model has no output to score: expected probabilities: float or double [N,3];"
                        + " found probabilities: double [N,2]");
        assertThat(((Unfit) OnnxScoring.open(model("floats"), SOLD, List.of())).sentence())
                .isEqualTo("the model has no output to score: expected probabilities: float or double [N,2];"
                        + " found y: float [N]");
        assertThat(unfit(model("two-classes")))
                .isEqualTo("the model has no output to score: expected prediction: float or double [N,1] or [N];"
                        + " found probabilities: double [N,2]");
        assertThat(refused(model("some-classes"), GRADE, List.of(graded(1, "a"))))
                .isEqualTo("the model gives 2 probabilities a row, and grade has 3 classes: a, b, c");
    }

    private static DatasetRow sold(double area, boolean sold) {
        return row(List.of(Cell.of(area), Cell.of(true), Cell.of("north"), Cell.of(sold)));
    }

    private static DatasetRow graded(double area, String grade) {
        return row(List.of(Cell.of(area), Cell.of(true), Cell.of("north"), Cell.of(grade)));
    }

    private static void assertClose(NumberScore score, NumberScore expected) {
        assertThat(score.rows()).isEqualTo(expected.rows());
        assertThat(score.rmse()).isCloseTo(expected.rmse(), within(1e-12));
        assertThat(score.r2()).isCloseTo(expected.r2(), within(1e-12));
        assertThat(score.meanError()).isCloseTo(expected.meanError(), within(1e-12));
        assertThat(score.mae()).isCloseTo(expected.mae(), within(1e-12));
    }

    private static NumberScore identity(double[] predictions, double... labels) {
        List<DatasetRow> rows = new ArrayList<>();
        for (int i = 0; i < predictions.length; i++) {
            rows.add(row(List.of(Cell.of(predictions[i]), Cell.of(labels[i]))));
        }
        return scored(LinearGraph.of(IDENTITY, new Fit(0, List.of(1.0), List.of())), IDENTITY, rows);
    }

    private static List<Cell> house(Random random) {
        double area = 20 + random.nextInt(1800) / 10.0;
        boolean garden = random.nextBoolean();
        return List.of(
                random.nextInt(10) == 0 ? Cell.MISSING : Cell.of(area),
                random.nextInt(10) == 0 ? Cell.MISSING : Cell.of(garden),
                random.nextInt(10) == 0
                        ? Cell.MISSING
                        : Cell.of(List.of("north", "east", "süd", "elsewhere").get(random.nextInt(4))),
                Cell.of(3000 * area + (garden ? 20_000 : 0) + random.nextGaussian() * 5000));
    }

    private static DatasetRow row(double area, boolean garden, double price) {
        return row(List.of(Cell.of(area), Cell.of(garden), Cell.of("north"), Cell.of(price)));
    }

    private static DatasetRow houseWithoutGarden(double area, double price) {
        return row(List.of(Cell.of(area), Cell.MISSING, Cell.MISSING, Cell.of(price)));
    }

    private static DatasetRow row(List<Cell> cells) {
        return new DatasetRow(List.of("1"), 0, true, cells);
    }

    private static NumberScore scored(byte[] model, Encoding encoding, List<DatasetRow> rows) {
        return (NumberScore) ((Scored) score(model, encoding, rows)).score();
    }

    private static String refused(byte[] model, Encoding encoding, List<DatasetRow> rows) {
        return ((Unfit) score(model, encoding, rows)).sentence();
    }

    private static ScoredModel score(byte[] model, Encoding encoding, List<DatasetRow> rows) {
        try (OnnxScoring scoring = ((OpenedModel.Fit) OnnxScoring.open(model, encoding, List.of())).scoring()) {
            rows.forEach(scoring);
            return scoring.score();
        }
    }

    private static String unfit(byte[] model) {
        return ((Unfit) OnnxScoring.open(model, ENCODING, List.of())).sentence();
    }

    private static byte[] model(String name) {
        try (InputStream in = Objects.requireNonNull(
                OnnxScoringTest.class.getResourceAsStream("/models/%s.onnx".formatted(name)), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
