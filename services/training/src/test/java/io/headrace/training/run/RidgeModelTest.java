package io.headrace.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import io.headrace.exact.Cell;
import io.headrace.exact.Encoding;
import io.headrace.exact.Encoding.Encoded;
import io.headrace.exact.Feature;
import io.headrace.exact.GramMatrix;
import io.headrace.exact.NullRule;
import io.headrace.exact.Ridge;
import io.headrace.exact.Ridge.Solution.Fit;
import io.headrace.training.core.Feed;
import io.headrace.training.core.Plan;
import io.headrace.training.onnx.Answers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Models of rows with nulls in every feature that may have one.
class RidgeModelTest {

    private static final List<Feature> FEATURES = List.of(
            Feature.numeric("floor"),
            Feature.numeric("area").with(new NullRule.Mean()),
            Feature.bool("garden"),
            Feature.numeric("rooms").with(new NullRule.Constant(2)),
            Feature.categorical("district", List.of("north", "east")).with(new NullRule.Constant(0)));
    private static final Plan.Columns COLUMNS = new Plan.Columns(FEATURES, "price", null);
    private static final Encoding ENCODING = new Encoding(FEATURES, "price", null);

    /// In the place of the area: what it is and whether it was null, as columns without any rule.
    private static final Encoding BY_HAND = new Encoding(
            List.of(
                    Feature.numeric("floor"),
                    Feature.numeric("area"),
                    Feature.bool("area was null"),
                    Feature.bool("garden"),
                    FEATURES.get(3),
                    FEATURES.get(4)),
            "price",
            null);

    private static final Feed.Rows ROWS = new Feed.Rows(0, 0, Map.of(), List.of());

    private final long seed = Long.getLong("headrace.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void afterAnyHistoryTheArtifactIsTheOneOfTheRowsThatAreThere() {
        for (int life = 0; life < 20; life++) {
            GramMatrix train = new GramMatrix(ENCODING.width());
            List<List<Cell>> rows = new ArrayList<>();
            for (int step = 0; step < 200; step++) {
                if (rows.size() > 20 && random.nextInt(3) == 0) {
                    train.remove(encoded(ENCODING, rows.remove(random.nextInt(rows.size()))));
                } else {
                    rows.add(row());
                    train.add(encoded(ENCODING, rows.getLast()));
                }
            }
            GramMatrix test = sums(ENCODING, List.of(row(), row(), row()));

            assertThat(RidgeModel.of(COLUMNS, 0.5, train, test, ROWS))
                    .as("seed %d", seed)
                    .isInstanceOf(RidgeModel.Made.Model.class)
                    .isEqualTo(RidgeModel.of(COLUMNS, 0.5, sums(ENCODING, rows), test, ROWS));
        }
    }

    @Test
    void itAnswersLikeAModelOfRowsWhoseNullsWereReplacedBeforehand() throws OrtException {
        List<List<Cell>> train = rows(200);
        List<List<Cell>> test = rows(50);
        double mean = meanArea(train);
        Fit expected = (Fit) Ridge.solve(
                sums(BY_HAND, train.stream().map(row -> byHand(row, mean)).toList()), 0.5);

        RidgeModel.Made.Model made =
                (RidgeModel.Made.Model) RidgeModel.of(COLUMNS, 0.5, sums(ENCODING, train), sums(ENCODING, test), ROWS);

        double[] answers = Answers.of(
                bytes(made),
                FEATURES,
                test.stream().map(row -> row.subList(0, FEATURES.size())).toList());
        double squares = 0;
        for (int i = 0; i < answers.length; i++) {
            double[] row = encoded(BY_HAND, byHand(test.get(i), mean));
            double prediction = expected.intercept();
            for (int column = 0; column < BY_HAND.width(); column++) {
                prediction += expected.coefficients().get(column) * row[column];
            }
            squares += Math.pow(row[BY_HAND.width()] - prediction, 2);
            assertThat(answers[i])
                    .as("row %s, seed %d", test.get(i), seed)
                    .isCloseTo(prediction, within(1e-9 * Math.max(1, Math.abs(prediction))));
        }
        double rmse = Math.sqrt(squares / answers.length);
        assertThat(made.figures().rmse()).as("seed %d", seed).isCloseTo(rmse, within(1e-9 * rmse));
    }

    private List<List<Cell>> rows(int count) {
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row());
        }
        return rows;
    }

    private List<Cell> row() {
        double area = 20 + 200 * random.nextDouble();
        return List.of(
                Cell.of(random.nextInt(9)),
                orNull(Cell.of(area)),
                Cell.of(random.nextBoolean()),
                orNull(Cell.of(1 + random.nextInt(6))),
                orNull(Cell.of(List.of("north", "east", "elsewhere").get(random.nextInt(3)))),
                Cell.of(1000 * area + 5000 * random.nextGaussian()));
    }

    private Cell orNull(Cell cell) {
        return random.nextInt(4) == 0 ? Cell.MISSING : cell;
    }

    private static double[] encoded(Encoding encoding, List<Cell> row) {
        return ((Encoded.Row) encoding.encode(row)).values();
    }

    private static GramMatrix sums(Encoding encoding, List<List<Cell>> rows) {
        GramMatrix sums = new GramMatrix(encoding.width());
        rows.forEach(row -> sums.add(encoded(encoding, row)));
        return sums;
    }

    private static List<Cell> byHand(List<Cell> row, double mean) {
        boolean isNull = row.get(1) instanceof Cell.Missing;
        List<Cell> cells = new ArrayList<>(row);
        cells.set(1, isNull ? Cell.of(mean) : row.get(1));
        cells.add(2, Cell.of(isNull));
        return cells;
    }

    private static double meanArea(List<List<Cell>> rows) {
        List<BigDecimal> areas = rows.stream()
                .map(row -> row.get(1))
                .filter(Cell.Numeric.class::isInstance)
                .map(cell -> new BigDecimal(((Cell.Numeric) cell).value()))
                .toList();
        return areas.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(areas.size()), new MathContext(60))
                .doubleValue();
    }

    private static byte[] bytes(RidgeModel.Made.Model made) {
        byte[] bytes = new byte[Math.toIntExact(made.artifact().size())];
        Objects.requireNonNull(made.artifact().bytes()).get(bytes);
        return bytes;
    }
}
