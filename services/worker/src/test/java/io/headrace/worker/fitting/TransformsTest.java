package io.headrace.worker.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import io.headrace.dataset.stream.DatasetRow;
import io.headrace.exact.Cell;
import io.headrace.exact.DatePart;
import io.headrace.exact.Encoding;
import io.headrace.exact.Feature;
import io.headrace.exact.Label;
import io.headrace.exact.NullRule;
import io.headrace.onnx.Onnx.ElementType;
import io.headrace.worker.inprocess.InProcessTrainer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TransformsTest {

    private static final Encoding ENCODING = new Encoding(
            List.of(
                    Feature.numeric("area").logarithm(),
                    Feature.numeric("rooms").logarithm().with(new NullRule.Median()),
                    Feature.numeric("floor").logarithm().with(new NullRule.Constant(-2.5)),
                    Feature.hashed("street", 5).with(new NullRule.Constant(0)),
                    Feature.date("sold_on", DatePart.YEAR, DatePart.DAY_OF_YEAR),
                    Feature.date("built_on", DatePart.values()).with(new NullRule.Constant(1.5))),
            Label.bool("dear"),
            null);

    private final long seed = Long.getLong("headrace.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    @Test
    void aGraphMakesOfRawColumnsWhatATrainerSees() throws OrtException {
        System.out.println("seed " + seed);
        Columns columns = new Columns(ENCODING, true, new TreeMap<>(Map.of("rooms", 0.75)));
        List<DatasetRow> rows = rows(300);

        double[][] answers = answers(columns, rows);

        for (int i = 0; i < rows.size(); i++) {
            double[] expected = new double[columns.width()];
            columns.put(rows.get(i).cells(), expected);
            assertThat(answers[i]).as("row %s, seed %d", rows.get(i), seed).containsExactly(expected, within(1e-12));
        }
    }

    @Test
    void whatWouldNotBeInTheDatasetIsNaNInAll() throws OrtException {
        Columns columns = new Columns(ENCODING, true, new TreeMap<>(Map.of("rooms", 0.75)));
        for (int feature : new int[] {0, 1, 2}) {
            assertThat(answers(columns, List.of(with(feature, Cell.of(0.0))))[0])
                    .as("logarithm of 0 in %d", feature)
                    .containsOnly(Double.NaN);
        }
        for (int feature : new int[] {0, 4}) {
            assertThat(answers(columns, List.of(with(feature, Cell.MISSING)))[0])
                    .as("null in %d", feature)
                    .containsOnly(Double.NaN);
        }
        assertThat(answers(Columns.withMissing(ENCODING), List.of(with(1, Cell.of(-1))))[0])
                .containsOnly(Double.NaN);
        assertThat(answers(Columns.withMissing(ENCODING), List.of(with(1, Cell.MISSING)))[0][0])
                .isNotNaN();
    }

    /// What a trainer makes is held against its own predictions, row by row, or there is none.
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "logistic; {\"l2\":1,\"iterations\":1000}",
                "gaussian-naive-bayes; {\"var-smoothing\":1e-9}",
                "xgboost; {\"rounds\":20,\"depth\":4,\"eta\":0.3,\"l2\":1,\"subsample\":1,"
                        + "\"colsample-bytree\":1,\"min-child-weight\":1,\"gamma\":0,\"l1\":0,\"bins\":256,\"threads\":1}"
            })
    void everyTrainerLearnsOfThem(String kind, String hyperparameters) throws OrtException {
        System.out.println("seed " + seed);
        List<DatasetRow> rows = rows(600);
        long train = rows.stream().filter(row -> !row.test()).count();

        Fitted fitted = new InProcessTrainer(kind, hyperparameters, 0)
                .train(ENCODING, rows::forEach, train, Duration.ofMinutes(2), new Steps(Integer.MAX_VALUE));

        assertThat(fitted).as("seed %d", seed).isInstanceOf(Fitted.Made.class);
        try (Asked asked = new Asked(((Fitted.Made) fitted).model(), ENCODING)) {
            double[][] answers =
                    asked.predict(rows.stream().map(DatasetRow::cells).toList());
            long right = 0;
            for (int i = 0; i < answers.length; i++) {
                boolean isDear = rows.get(i).cells().getLast().equals(Cell.of(true));
                right += isDear == answers[i][1] > 0.5 ? 1 : 0;
            }
            assertThat(right).as("of %d, seed %d", rows.size(), seed).isGreaterThan(rows.size() * 3L / 4);
        }
    }

    /// Whether a house is dear shows in the logarithm of its area, and in its street.
    private List<DatasetRow> rows(int count) {
        List<DatasetRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double log = random.nextGaussian();
            int street = random.nextInt(3);
            rows.add(new DatasetRow(
                    List.of(Integer.toString(i)),
                    (i % 5 + 0.5) / 5,
                    i % 5 == 0,
                    List.of(
                            Cell.of(Math.exp(log)),
                            some(Cell.of(Math.exp(random.nextGaussian()))),
                            some(Cell.of(Math.exp(random.nextGaussian()))),
                            some(Cell.of("street " + street)),
                            time(),
                            some(time()),
                            Cell.of(log + street > 1))));
        }
        return rows;
    }

    private DatasetRow with(int feature, Cell cell) {
        List<Cell> cells = new ArrayList<>(
                List.of(Cell.of(1), Cell.of(2), Cell.of(3), Cell.of("Elm St"), Cell.of(0), Cell.of(0), Cell.of(true)));
        cells.set(feature, cell);
        return new DatasetRow(List.of("1"), 0.5, false, cells);
    }

    private Cell some(Cell cell) {
        return random.nextInt(6) == 0 ? Cell.MISSING : cell;
    }

    /// In this century.
    private Cell time() {
        return Cell.of(946_684_800.0 + random.nextInt(Integer.MAX_VALUE));
    }

    private static double[][] answers(Columns columns, List<DatasetRow> rows) throws OrtException {
        RawColumns graph =
                new RawColumns(columns.encoding(), ElementType.DOUBLE, columns.fillings(new double[columns.width()]));
        byte[] model = graph.model("columns", graph.rows(), "columns", columns.width());
        try (Asked asked = new Asked(model, columns.encoding())) {
            return asked.predict(rows.stream().map(DatasetRow::cells).toList());
        }
    }
}
