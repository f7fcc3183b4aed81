package io.headrace.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headrace.exact.Ridge.Solution.Fit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MeanImputationTest {

    /// x and w take their means, v has no nulls.
    private static final Encoding ENCODING = new Encoding(
            List.of(
                    Feature.numeric("x").with(new NullRule.Mean()),
                    Feature.numeric("v"),
                    Feature.numeric("w").with(new NullRule.Mean())),
            "y",
            null);

    private static final MathContext PRECISE = new MathContext(200);

    private record Row(Cell x, double v, Cell w, double y) {

        double[] encoded() {
            List<Cell> cells = List.of(x, Cell.of(v), w, Cell.of(y));
            return ((Encoding.Encoded.Row) ENCODING.encode(cells)).values();
        }

        double[] imputed(double meanX, double meanW) {
            return new double[] {or(x, meanX), isNull(x), v, or(w, meanW), isNull(w), y};
        }

        private static double or(Cell cell, double mean) {
            return cell instanceof Cell.Numeric number ? number.value() : mean;
        }

        private static double isNull(Cell cell) {
            return cell instanceof Cell.Missing ? 1 : 0;
        }
    }

    @Test
    void afterAnyHistoryTheSumsAreThoseOfRowsWhoseNullsWereReplaced() {
        for (int life = 0; life < 30; life++) {
            Random random = random();
            GramMatrix sums = new GramMatrix(ENCODING.width());
            List<Row> rows = live(random, sums);
            MeanImputation imputation = MeanImputation.of(sums, ENCODING.imputedColumns());
            double meanX = mean(rows.stream().map(Row::x).toList());
            double meanW = mean(rows.stream().map(Row::w).toList());
            assertThat(imputation.means()).containsExactly(meanX, meanW);

            GramMatrix scratch = new GramMatrix(ENCODING.width());
            rows.forEach(row -> scratch.add(row.imputed(meanX, meanW)));

            assertThat(imputation.applied(sums)).isEqualTo(scratch);
            assertThat(Ridge.solve(imputation.applied(sums), 0.5)).isEqualTo(Ridge.solve(scratch, 0.5));
        }
    }

    @Test
    void aFoldedModelSaysTheSame() {
        Random random = random();
        GramMatrix sums = new GramMatrix(ENCODING.width());
        List<Row> rows = live(random, sums);
        MeanImputation imputation = MeanImputation.of(sums, ENCODING.imputedColumns());
        Fit fit = (Fit) Ridge.solve(imputation.applied(sums), 0.5);
        Fit folded = imputation.folded(fit);

        for (Row row : rows) {
            double expected = predict(
                    fit,
                    row.imputed(
                            imputation.means().getFirst(), imputation.means().getLast()));
            assertThat(predict(folded, row.encoded()))
                    .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
        }
    }

    @Test
    void withoutAnyValueTheMeanIsNothing() {
        GramMatrix sums = new GramMatrix(ENCODING.width());
        for (int i = 0; i < 9; i++) {
            sums.add(new Row(Cell.MISSING, i, Cell.of(1e-3 * i * i), i % 3).encoded());
        }
        MeanImputation imputation = MeanImputation.of(sums, ENCODING.imputedColumns());

        assertThat(imputation.means().getFirst()).isZero();
        assertThat(((Fit) Ridge.solve(imputation.applied(sums), 1)).dropped())
                .as("x, whether it was null, and whether w was")
                .containsExactly(0, 1, 4);
    }

    private static Random random() {
        long seed = Long.getLong("headrace.seed", System.nanoTime());
        System.out.printf("seed %d (repeat with -Dheadrace.seed=%d)%n", seed, seed);
        return new Random(seed);
    }

    /// Rows that come and go.
    private static List<Row> live(Random random, GramMatrix sums) {
        List<Row> rows = new ArrayList<>();
        for (int step = 0; step < 300; step++) {
            if (rows.size() > 20 && random.nextInt(3) == 0) {
                sums.remove(rows.remove(random.nextInt(rows.size())).encoded());
            } else {
                Row row = new Row(value(random, 1e-17), random.nextDouble(), value(random, 1e6), random.nextGaussian());
                rows.add(row);
                sums.add(row.encoded());
            }
        }
        return rows;
    }

    private static Cell value(Random random, double scale) {
        double sign = random.nextInt(3) == 0 ? -1 : 1;
        return random.nextInt(4) == 0 ? Cell.MISSING : Cell.of(sign * (1 + Math.abs(random.nextGaussian())) * scale);
    }

    private static double mean(List<Cell> values) {
        BigDecimal sum = BigDecimal.ZERO;
        int present = 0;
        for (Cell value : values) {
            if (value instanceof Cell.Numeric number) {
                sum = sum.add(new BigDecimal(number.value()));
                present++;
            }
        }
        double mean = sum.divide(BigDecimal.valueOf(present), PRECISE).doubleValue();
        return GramMatrix.fits(mean) ? mean : 0;
    }

    private static double predict(Fit fit, double[] row) {
        double sum = fit.intercept();
        for (int i = 0; i < fit.coefficients().size(); i++) {
            sum += fit.coefficients().get(i) * row[i];
        }
        return sum;
    }
}
