package io.headrace.worker.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import io.headrace.dataset.stream.DatasetRow;
import io.headrace.exact.Cell;
import io.headrace.exact.Encoding;
import io.headrace.exact.Feature;
import io.headrace.exact.Label;
import io.headrace.exact.NullRule;
import io.headrace.worker.inprocess.InProcessTrainer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MediansTest {

    private static final Label LABEL = Label.bool("label");
    private static final Encoding ENCODING = new Encoding(
            List.of(
                    Feature.numeric("a").with(new NullRule.Median()),
                    Feature.numeric("b"),
                    Feature.numeric("c").with(new NullRule.Median())),
            LABEL,
            null);

    @Test
    void theMiddleOneIsTakenOrHalfTheSumOfTwo() {
        assertThat(of(row(false, 3, 0, 1), row(false, 1, 0, 2), row(false, 2, 0, 3)))
                .isEqualTo(Map.of("a", 2.0, "c", 2.0));
        assertThat(of(row(false, 3, 0, 1), row(false, 1, 0, 4))).isEqualTo(Map.of("a", 2.0, "c", 2.5));
    }

    @Test
    void neitherNullsNorTestRowsHaveASay() {
        DatasetRow withNull =
                new DatasetRow(List.of("1"), 0.5, false, List.of(Cell.MISSING, Cell.of(1), Cell.of(7), Cell.of(true)));
        assertThat(of(row(false, 3, 0, 1), withNull, row(true, 100, 0, 100))).isEqualTo(Map.of("a", 3.0, "c", 4.0));
        assertThat(of(withNull)).containsEntry("a", 0.0);
    }

    @Test
    void ofAnyNumbersInAnyOrderItIsTheSame() {
        long seed = Long.getLong("headrace.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        double[] numbers = random.doubles(1 + random.nextInt(5000), -1e15, 1e15).toArray();
        double[] sorted = Arrays.stream(numbers).sorted().toArray();
        int half = sorted.length / 2;
        double expected = sorted.length % 2 == 1 ? sorted[half] : sorted[half - 1] / 2 + sorted[half] / 2;

        DatasetRow[] rows = Arrays.stream(numbers)
                .mapToObj(number -> row(false, number, 0, 0))
                .toArray(DatasetRow[]::new);

        assertThat(of(rows)).as("seed %d", seed).containsEntry("a", expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"logistic; {\"l2\":1,\"iterations\":1000}", "gaussian-naive-bayes; {\"var-smoothing\":1e-9}"})
    void aNullIsTheMedianAndWhetherItWasNull(String kind, String hyperparameters) throws OrtException {
        Random random = new Random(7);
        List<DatasetRow> rows = new ArrayList<>();
        for (int i = 0; i < 401; i++) {
            double rooms = Math.exp(random.nextGaussian());
            boolean isNull = random.nextInt(6) == 0;
            rows.add(new DatasetRow(
                    List.of(Integer.toString(i)),
                    (i % 5 + 0.5) / 5,
                    i % 5 == 0,
                    List.of(
                            isNull ? Cell.MISSING : Cell.of(rooms),
                            Cell.of(random.nextGaussian()),
                            Cell.of(rooms + random.nextGaussian() > (isNull ? 0.5 : 2)))));
        }
        Encoding raw = new Encoding(
                List.of(Feature.numeric("rooms").with(new NullRule.Median()), Feature.numeric("area")), LABEL, null);
        double median = Medians.of(raw, rows::forEach).firstEntry().getValue();
        Encoding filled = new Encoding(
                List.of(Feature.numeric("rooms"), Feature.bool("was null"), Feature.numeric("area")), LABEL, null);
        List<DatasetRow> filledRows =
                rows.stream().map(row -> filled(row, median)).toList();

        double[][] answers = answers(kind, hyperparameters, raw, rows);
        double[][] expected = answers(kind, hyperparameters, filled, filledRows);

        IntStream.range(0, rows.size())
                .forEach(i -> assertThat(answers[i]).as("row %d", i).containsExactly(expected[i], within(1e-9)));
    }

    private static DatasetRow filled(DatasetRow row, double median) {
        boolean isNull = row.cells().getFirst() instanceof Cell.Missing;
        return new DatasetRow(
                row.key(),
                row.place(),
                row.test(),
                List.of(
                        isNull ? Cell.of(median) : row.cells().getFirst(),
                        Cell.of(isNull),
                        row.cells().get(1),
                        row.cells().get(2)));
    }

    private static double[][] answers(String kind, String hyperparameters, Encoding encoding, List<DatasetRow> rows)
            throws OrtException {
        long train = rows.stream().filter(row -> !row.test()).count();
        Fitted fitted = new InProcessTrainer(kind, hyperparameters, 0)
                .train(encoding, rows::forEach, train, Duration.ofMinutes(2), new Steps(Integer.MAX_VALUE));
        assertThat(fitted).isInstanceOf(Fitted.Made.class);
        try (Asked asked = new Asked(((Fitted.Made) fitted).model(), encoding)) {
            return asked.predict(rows.stream().map(DatasetRow::cells).toList());
        }
    }

    private static Map<String, Double> of(DatasetRow... rows) {
        return Medians.of(ENCODING, List.of(rows)::forEach);
    }

    private static DatasetRow row(boolean test, double a, double b, double c) {
        return new DatasetRow(
                List.of("1"), test ? 0 : 0.5, test, List.of(Cell.of(a), Cell.of(b), Cell.of(c), Cell.of(true)));
    }
}
