package io.headrace.training.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import io.headrace.exact.Cell;
import io.headrace.exact.DatePart;
import io.headrace.exact.Encoding;
import io.headrace.exact.Feature;
import io.headrace.exact.NullRule;
import io.headrace.exact.Ridge.Solution.Fit;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LinearGraphTest {

    private static final List<Feature> FEATURES = List.of(
            Feature.numeric("area"),
            Feature.categorical("district", List.of("north", "east", "süd")),
            Feature.bool("garden"),
            Feature.numeric("rooms"),
            Feature.categorical("roof", List.of("flat")));

    private static final Encoding TRANSFORMED = new Encoding(
            List.of(
                    Feature.numeric("area").logarithm(),
                    Feature.numeric("rooms").logarithm().with(new NullRule.Mean()),
                    Feature.numeric("floor").logarithm().with(new NullRule.Constant(-2.5)),
                    Feature.hashed("street", 7).with(new NullRule.Constant(0)),
                    Feature.date("sold_on", DatePart.values()),
                    Feature.date("built_on", DatePart.MONTH, DatePart.YEAR).with(new NullRule.Constant(3)),
                    Feature.numeric("age")),
            "price",
            null);

    private static final Encoding EXCLUDES = new Encoding(FEATURES, "price", null);
    private static final Encoding FILLS = new Encoding(FEATURES, "price", -3.5);

    @Test
    void onnxRuntimeAgreesWithTheTrainerToNineDigits() throws OrtException {
        long seed = Long.getLong("headrace.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            rows.add(List.of(
                    Cell.of(random.nextGaussian() * 1e6),
                    Cell.of(List.of("north", "east", "süd", "elsewhere", "").get(random.nextInt(5))),
                    Cell.of(random.nextBoolean()),
                    Cell.of(random.nextInt(9)),
                    Cell.of(random.nextBoolean() ? "flat" : "steep")));
        }
        Fit fit = fit(random);
        double[] predictions = Answers.of(LinearGraph.of(EXCLUDES, fit), FEATURES, rows);
        for (int i = 0; i < rows.size(); i++) {
            double expected = expected(EXCLUDES, fit, rows.get(i));
            assertThat(Math.abs(predictions[i] - expected))
                    .as("row %s, seed %d", rows.get(i), seed)
                    .isLessThanOrEqualTo(1e-9 * Math.max(1, Math.abs(expected)));
        }
    }

    @Test
    void aNullNumericTakesTheConstantOrMakesNaN() throws OrtException {
        Fit fit = fit(new Random(1));
        List<Cell> row = List.of(Cell.MISSING, Cell.of("east"), Cell.of(true), Cell.of(4), Cell.of("flat"));
        assertThat(Answers.of(LinearGraph.of(FILLS, fit), FEATURES, List.of(row))[0])
                .isCloseTo(expected(FILLS, fit, row), within(1e-9));
        assertThat(Answers.of(LinearGraph.of(EXCLUDES, fit), FEATURES, List.of(row))[0])
                .isNaN();
    }

    @Test
    void everyFeatureHasItsOwnRuleForNulls() throws OrtException {
        Encoding mixed = new Encoding(
                List.of(
                        Feature.numeric("floor"),
                        Feature.numeric("area").with(new NullRule.Mean()),
                        Feature.bool("garden"),
                        Feature.numeric("rooms").with(new NullRule.Constant(2)),
                        Feature.numeric("age").with(new NullRule.Mean())),
                "price",
                -3.5);
        long seed = Long.getLong("headrace.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<Double> coefficients =
                random.doubles(mixed.width(), -1000, 1000).boxed().toList();
        Fit fit = new Fit(random.nextGaussian(), coefficients, List.of());
        byte[] model = LinearGraph.of(mixed, fit);
        for (int i = 0; i < 200; i++) {
            List<Cell> row = List.of(
                    number(random), number(random), Cell.of(random.nextBoolean()), number(random), number(random));
            double expected = expected(mixed, fit, row);
            assertThat(Answers.of(model, mixed.features(), List.of(row))[0])
                    .as("row %s, seed %d", row, seed)
                    .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
        }
        assertThat(LinearWeights.of(ByteBuffer.wrap(model)))
                .isEqualTo(new LinearWeights(fit.intercept(), fit.coefficients()));
    }

    @Test
    void transformsAreDoneInTheGraph() throws OrtException {
        long seed = Long.getLong("headrace.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Fit fit = new Fit(
                random.nextGaussian(),
                random.doubles(TRANSFORMED.width(), -1000, 1000).boxed().toList(),
                List.of());
        byte[] model = LinearGraph.of(TRANSFORMED, fit);
        for (int i = 0; i < 300; i++) {
            List<Cell> row = transformed(random);
            assertThat(Answers.of(model, TRANSFORMED.features(), List.of(row))[0])
                    .as("row %s, seed %d", row, seed)
                    .isCloseTo(expected(TRANSFORMED, fit, row), within(1e-10 * largest(fit, row)));
        }
        assertThat(LinearWeights.of(ByteBuffer.wrap(model)))
                .isEqualTo(new LinearWeights(fit.intercept(), fit.coefficients()));
    }

    private static List<Cell> transformed(Random random) {
        return List.of(
                Cell.of(Math.exp(random.nextGaussian() * 20)),
                some(random, Cell.of(Math.exp(random.nextGaussian()))),
                some(random, Cell.of(Math.exp(random.nextGaussian()))),
                some(random, Cell.of(text(random))),
                time(random),
                some(random, time(random)),
                Cell.of(random.nextGaussian()));
    }

    /// The size of the terms, of which rounding is a share; they may cancel.
    private static double largest(Fit fit, List<Cell> row) {
        List<Double> sizes = fit.coefficients().stream().map(Math::abs).toList();
        return Math.max(1, expected(TRANSFORMED, new Fit(Math.abs(fit.intercept()), sizes, List.of()), row));
    }

    @Test
    void whatHasNoLogarithmMakesNaN() throws OrtException {
        Encoding logs = new Encoding(
                List.of(
                        Feature.numeric("area").logarithm(),
                        Feature.numeric("rooms").logarithm().with(new NullRule.Mean())),
                "price",
                null);
        byte[] model = LinearGraph.of(logs, new Fit(1, List.of(2.0, 3.0, 4.0), List.of()));
        assertThat(Answers.of(
                        model,
                        logs.features(),
                        List.of(
                                List.of(Cell.of(1), Cell.MISSING),
                                List.of(Cell.of(0), Cell.of(1)),
                                List.of(Cell.of(-1), Cell.of(1)),
                                List.of(Cell.of(1), Cell.of(0)),
                                List.of(Cell.MISSING, Cell.of(1)))))
                .containsExactly(5, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    private static Cell some(Random random, Cell cell) {
        return random.nextInt(4) == 0 ? Cell.MISSING : cell;
    }

    /// Of any length, in letters of one to four bytes.
    private static String text(Random random) {
        return random.ints(random.nextInt(12), 0, 4)
                .mapToObj(List.of("e", "é", "€", "🏠")::get)
                .collect(Collectors.joining());
    }

    /// In the years 1 to 9999.
    private static Cell time(Random random) {
        return Cell.of(random.nextDouble(-62_135_596_800.0, 253_402_300_799.0));
    }

    private static Cell number(Random random) {
        return random.nextInt(3) == 0 ? Cell.MISSING : Cell.of(random.nextGaussian() * 1e3);
    }

    @Test
    void aModelOfOneKindOfColumnWorks() throws OrtException {
        Fit two = new Fit(7, List.of(2.0), List.of());
        Encoding numeric = new Encoding(List.of(Feature.numeric("x")), "y", null);
        assertThat(Answers.of(
                        LinearGraph.of(numeric, two),
                        numeric.features(),
                        List.of(List.of(Cell.of(3)), List.of(Cell.of(4)))))
                .containsExactly(13, 15);
        Encoding category = new Encoding(List.of(Feature.categorical("x", List.of("a"))), "y", null);
        assertThat(Answers.of(
                        LinearGraph.of(category, two),
                        category.features(),
                        List.of(List.of(Cell.of("a")), List.of(Cell.of("b")))))
                .containsExactly(7, 9);
    }

    @Test
    void equalModelsHaveEqualBytes() {
        assertThat(LinearGraph.of(EXCLUDES, fit(new Random(2))))
                .isEqualTo(LinearGraph.of(EXCLUDES, fit(new Random(2))))
                .isNotEqualTo(LinearGraph.of(EXCLUDES, fit(new Random(3))))
                .isNotEqualTo(LinearGraph.of(FILLS, fit(new Random(2))));
    }

    @Test
    void itsWeightsAreReadBackToTheBit() {
        for (Encoding encoding : List.of(EXCLUDES, FILLS)) {
            Fit fit = fit(new Random(4));
            assertThat(LinearWeights.of(ByteBuffer.wrap(LinearGraph.of(encoding, fit))))
                    .isEqualTo(new LinearWeights(fit.intercept(), fit.coefficients()));
        }
    }

    @Test
    void bytesThatAreNoSuchModelAreRefused() {
        byte[] model = LinearGraph.of(EXCLUDES, fit(new Random(5)));
        assertThatThrownBy(() -> LinearWeights.of(ByteBuffer.wrap(model, 0, model.length - 9)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LinearWeights.of(ByteBuffer.allocate(0))).hasMessage("a message lacks its field 7");
    }

    @Test
    void refusesAFeatureNamedLikeTheOutput() {
        Encoding encoding = new Encoding(List.of(Feature.numeric("prediction")), "y", null);
        assertThatThrownBy(() -> LinearGraph.of(encoding, new Fit(0, List.of(1.0), List.of())))
                .hasMessage("a feature cannot be named prediction: that is what the model's output is called");
    }

    private static Fit fit(Random random) {
        List<Double> coefficients = new ArrayList<>();
        for (int i = 0; i < EXCLUDES.width(); i++) {
            coefficients.add(random.nextGaussian() * 1000);
        }
        return new Fit(random.nextGaussian(), coefficients, List.of());
    }

    private static double expected(Encoding encoding, Fit fit, List<Cell> features) {
        List<Cell> cells = new ArrayList<>(features);
        cells.add(Cell.of(0.0));
        double[] row = ((Encoding.Encoded.Row) encoding.encode(cells)).values();
        double sum = fit.intercept();
        for (int i = 0; i < fit.coefficients().size(); i++) {
            sum += fit.coefficients().get(i) * row[i];
        }
        return sum;
    }
}
