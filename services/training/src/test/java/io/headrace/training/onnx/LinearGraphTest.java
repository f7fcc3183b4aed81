package io.headrace.training.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.headrace.exact.Cell;
import io.headrace.exact.Encoding;
import io.headrace.exact.Feature;
import io.headrace.exact.Ridge.Solution.Fit;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearGraphTest {

    private static final List<Feature> FEATURES = List.of(
            Feature.numeric("area"),
            Feature.categorical("district", List.of("north", "east", "süd")),
            Feature.bool("garden"),
            Feature.numeric("rooms"),
            Feature.categorical("roof", List.of("flat")));

    private static final Encoding EXCLUDES = new Encoding(FEATURES, "price", null);
    private static final Encoding FILLS = new Encoding(FEATURES, "price", -3.5);

    @Test
    void onnxRuntimeAgreesWithTheTrainerToNineDigits() throws OrtException {
        long seed = new Random().nextLong();
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
        double[] predictions = predict(LinearGraph.of(EXCLUDES, fit), rows);
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
        List<Cell> row = List.of(Cell.of(Double.NaN), Cell.of("east"), Cell.of(true), Cell.of(4), Cell.of("flat"));
        List<Cell> filled = List.of(Cell.MISSING, Cell.of("east"), Cell.of(true), Cell.of(4), Cell.of("flat"));
        assertThat(predict(LinearGraph.of(FILLS, fit), List.of(row))[0])
                .isCloseTo(expected(FILLS, fit, filled), within(1e-9));
        assertThat(predict(LinearGraph.of(EXCLUDES, fit), List.of(row))[0]).isNaN();
    }

    @Test
    void aModelOfOneKindOfColumnWorks() throws OrtException {
        Fit two = new Fit(7, List.of(2.0), List.of());
        Encoding numeric = new Encoding(List.of(Feature.numeric("x")), "y", null);
        assertThat(predict(LinearGraph.of(numeric, two), List.of(List.of(Cell.of(3)), List.of(Cell.of(4)))))
                .containsExactly(13, 15);
        Encoding category = new Encoding(List.of(Feature.categorical("x", List.of("a"))), "y", null);
        assertThat(predict(LinearGraph.of(category, two), List.of(List.of(Cell.of("a")), List.of(Cell.of("b")))))
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

    private static double[] predict(byte[] model, List<List<Cell>> rows) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(model)) {
            Map<String, OnnxTensor> inputs = new HashMap<>();
            int at = 0;
            for (String name : session.getInputNames()) {
                int column = at++;
                inputs.put(
                        name,
                        tensor(
                                environment,
                                rows.stream().map(row -> row.get(column)).toList()));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                double[][] output =
                        (double[][]) result.get("prediction").orElseThrow().getValue();
                double[] predictions = new double[output.length];
                for (int i = 0; i < output.length; i++) {
                    predictions[i] = output[i][0];
                }
                return predictions;
            }
        }
    }

    private static OnnxTensor tensor(OrtEnvironment environment, List<Cell> column) throws OrtException {
        int size = column.size();
        Object values = switch (column.getFirst()) {
            case Cell.Numeric numeric -> new double[size][1];
            case Cell.Flag flag -> new boolean[size][1];
            case Cell.Text text -> new String[size][1];
            case Cell.Missing missing -> throw new IllegalArgumentException("a tensor has no nulls");
        };
        for (int i = 0; i < size; i++) {
            Array.set(
                    Array.get(values, i),
                    0,
                    switch (column.get(i)) {
                        case Cell.Numeric numeric -> numeric.value();
                        case Cell.Flag flag -> flag.value();
                        case Cell.Text text -> text.value();
                        case Cell.Missing missing -> throw new IllegalArgumentException("a tensor has no nulls");
                    });
        }
        return OnnxTensor.createTensor(environment, values);
    }
}
