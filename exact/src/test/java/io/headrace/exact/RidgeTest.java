package io.headrace.exact;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.headrace.exact.Ridge.Solution.CannotFit;
import io.headrace.exact.Ridge.Solution.Fit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RidgeTest {

    @Test
    void agreesWithDecimalQrToNineDigits() {
        long seed = new Random().nextLong();
        Random random = GramMatrixTest.seeded(seed);
        for (double l2 : new double[] {0, 1e-3, 1, 37.5}) {
            List<double[]> rows = wellConditioned(random, 120, 6);
            double[] expected = DecimalQr.fit(rows, l2);
            Fit fit = fit(rows, l2);
            assertThat(fit.intercept()).as("seed %d", seed).isCloseTo(expected[0], withinPercentage(1e-7));
            for (int i = 0; i < 6; i++) {
                assertThat(fit.coefficients().get(i))
                        .as("coefficient %d, l2 %s, seed %d", i, l2, seed)
                        .isCloseTo(expected[i + 1], withinPercentage(1e-7));
            }
        }
    }

    @Test
    void fitsAndMeasuresAsNumpyDoes() {
        GramMatrix train = new GramMatrix(5);
        GramMatrix test = new GramMatrix(5);
        int fits = 0;
        for (Recorded line : Recorded.read("/numpy/ridge.csv")) {
            switch (line.kind()) {
                case "train" -> train.add(line.array());
                case "test" -> test.add(line.array());
                default -> {
                    compare(train, test, line);
                    fits++;
                }
            }
        }
        assertThat(fits).isEqualTo(2);
    }

    private static void compare(GramMatrix train, GramMatrix test, Recorded numpy) {
        Fit fit = (Fit) Ridge.solve(train, numpy.figures().getFirst());
        Evaluation evaluation = Evaluation.of(test, fit.intercept(), fit.coefficients());
        List<Double> figures = new ArrayList<>();
        figures.add(fit.intercept());
        figures.addAll(fit.coefficients());
        Collections.addAll(figures, evaluation.rmse(), evaluation.r2(), evaluation.meanError());
        for (int i = 0; i < figures.size(); i++) {
            assertThat(figures.get(i))
                    .as("figure %d of %s", i, numpy)
                    .isCloseTo(numpy.figures().get(i + 1), withinPercentage(1e-7));
        }
    }

    @Test
    void aConstantColumnIsFoundWhateverItsValue() {
        Random random = GramMatrixTest.seeded(5);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            rows.add(new double[] {random.nextGaussian(), 0.1, 1e17 + (i == 7 ? 16 : 0), random.nextGaussian()});
        }
        // Ones that differ in one row of a thousand and in the last bit are not constant.
        assertThat(fit(rows, 0).dropped()).containsExactly(1);
        assertThat(fit(rows, 0).coefficients().get(1)).isZero();
    }

    @Test
    void aDependentColumnIsFoundAndTheEarlierOneKept() {
        Random random = GramMatrixTest.seeded(6);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            double a = random.nextInt(1000);
            double b = random.nextInt(1000);
            double almost = 3 * a - 2 * b + (i == 0 ? 0x1p-30 : 0);
            rows.add(new double[] {a, b, 3 * a - 2 * b + 5, random.nextGaussian(), almost, random.nextGaussian()});
        }
        assertThat(fit(rows, 0).dropped()).containsExactly(2);
        assertThat(fit(rows, 1).dropped()).containsExactly(2);
    }

    @Test
    void aCombinationOfLongFractionsIsFoundToo() {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            // Times a power of two stays exact, so the factor 0.1 (55 bits) is the combination's own.
            double power = Math.scalb(1.0, i % 20);
            rows.add(new double[] {power, i * i, power * 0.1, i});
        }
        assertThat(fit(rows, 0).dropped()).containsExactly(2);
    }

    @Test
    void theQuickAndTheSlowWayAgreeOnDependence() {
        long seed = new Random().nextLong();
        Random random = GramMatrixTest.seeded(seed);
        for (int round = 0; round < 30; round++) {
            GramMatrix matrix = new GramMatrix(8);
            int[] source = random.ints(8, 0, 8).toArray();
            for (int n = 0; n < 40; n++) {
                double[] row = new double[9];
                for (int i = 0; i < 9; i++) {
                    row[i] = i < 8 && source[i] < i ? 2 * row[source[i]] - row[i / 2] : random.nextInt(50);
                }
                matrix.add(row);
            }
            CenteredSystem system = CenteredSystem.of(matrix);
            assertThat(Independence.dependent(system.matrix()))
                    .as("seed %d", seed)
                    .isEqualTo(FractionFree.dependent(system.matrix()));
        }
    }

    @Test
    void nearlyDependentColumnsAreSolvedExactly() {
        Random random = GramMatrixTest.seeded(8);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            double a = random.nextInt(1000);
            double b = a + (random.nextInt(3) - 1) * 0x1p-40;
            rows.add(new double[] {a, b, 2 * a + 3 * b + 7});
        }
        Fit fit = fit(rows, 0);
        assertThat(fit.coefficients().get(0)).isCloseTo(2, within(0.5));
        assertThat(fit.coefficients().get(0) + fit.coefficients().get(1)).isCloseTo(5, within(1e-9));
        double[] expected = DecimalQr.fit(rows, 0);
        assertThat(fit.coefficients().get(0)).isCloseTo(expected[1], withinPercentage(1e-7));
    }

    @Test
    void theOrderOfRowsCannotBeSeenInTheModel() {
        Random random = GramMatrixTest.seeded(9);
        List<double[]> rows = wellConditioned(random, 80, 5);
        Fit fit = fit(rows, 1);
        Collections.shuffle(rows, random);
        assertThat(fit(rows, 1)).isEqualTo(fit);
    }

    @Test
    void saysWhyThereIsNoModel() {
        assertThat(Ridge.solve(new GramMatrix(2), 0)).isEqualTo(new CannotFit("the training split has no rows"));
        GramMatrix two = new GramMatrix(2);
        two.add(new double[] {1, 2, 3});
        two.add(new double[] {2, 5, 3});
        assertThat(Ridge.solve(two, 1))
                .isEqualTo(new CannotFit("2 rows in the training split cannot determine 2 columns and an intercept:"
                        + " at least 3 rows are needed"));
        assertThat(Ridge.solve(two, -1)).isEqualTo(new CannotFit("l2 is -1.0: it must be 0 or from 2^-60 to 2^60"));
    }

    @Test
    void aPenaltyPullsEveryCoefficientButNotTheIntercept() {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            rows.add(new double[] {i, 1000 + 2 * i});
        }
        Fit fit = fit(rows, 1e12);
        assertThat(fit.coefficients().getFirst()).isCloseTo(0, within(1e-9));
        assertThat(fit.intercept()).isCloseTo(1009, within(1e-6));
    }

    /// scikit-learn 1.9.1: `make_pipeline(StandardScaler(), Ridge(alpha=2.5))`, its coefficients divided by
    /// the scaler's `scale_`.
    @Test
    void aStandardizedColumnIsPenalizedAsScikitLearnDoesBehindItsScaler() {
        double[][] rows = {
            {50, 2, 1, 210}, {62, 3, 0, 245}, {75.5, 3, 1, 330}, {90, 4, 1, 395}, {120, 5, 0, 450},
            {48, 1, 0, 180}, {200, 7, 1, 810}, {81, 3, 0, 300}, {66, 2, 1, 290}, {143, 6, 1, 640}
        };
        GramMatrix gram = new GramMatrix(3);
        for (double[] row : rows) {
            gram.add(row);
        }
        Fit fit = (Fit) Ridge.solve(gram, 2.5, List.of(0, 1, 2));
        assertThat(fit.coefficients())
                .usingElementComparator(RidgeTest::compareToNineDigits)
                .containsExactly(1.981019855268669, 39.83082072570738, 48.06852513510746);
        assertThat(fit.intercept()).isCloseTo(27.443522846004953, within(1e-9));
        assertThat(Ridge.solve(gram, 2.5, List.of(1))).isNotEqualTo(fit).isNotEqualTo(Ridge.solve(gram, 2.5));
        assertThat(Ridge.solve(gram, 0, List.of(0, 1, 2))).isEqualTo(Ridge.solve(gram, 0));
    }

    private static int compareToNineDigits(double one, double other) {
        return Math.abs(one - other) <= 1e-9 * Math.abs(other) ? 0 : Double.compare(one, other);
    }

    @Test
    void aStandardizedColumnIsTheSameInAnyUnit() {
        List<double[]> metres = wellConditioned(new Random(5), 60, 3);
        GramMatrix one = new GramMatrix(3);
        GramMatrix other = new GramMatrix(3);
        metres.forEach(row -> {
            one.add(row);
            other.add(new double[] {row[0], row[1] * 1024, row[2], row[3]});
        });
        Fit inMetres = (Fit) Ridge.solve(one, 7, List.of(1));
        Fit inOthers = (Fit) Ridge.solve(other, 7, List.of(1));
        assertThat(inOthers.coefficients().get(1) * 1024)
                .isEqualTo(inMetres.coefficients().get(1));
        assertThat(inOthers.intercept()).isEqualTo(inMetres.intercept());
    }

    @Test
    void aPerfectModelHasNoErrorAndAConstantLabelNoR2() {
        GramMatrix test = new GramMatrix(1);
        test.add(new double[] {1, 12});
        test.add(new double[] {2, 14});
        assertThat(Evaluation.of(test, 10, List.of(2.0))).isEqualTo(new Evaluation(2, 0, 1, 0));
        assertThat(Evaluation.of(test, 11, List.of(2.0))).isEqualTo(new Evaluation(2, 1, 0, 1));
        GramMatrix constant = new GramMatrix(1);
        constant.add(new double[] {1, 12});
        assertThat(Evaluation.of(constant, 0, List.of(0.0))).isEqualTo(new Evaluation(1, 12, Double.NaN, -12));
        assertThat(Evaluation.of(new GramMatrix(1), 0, List.of(0.0)).rmse()).isNaN();
    }

    private static List<double[]> wellConditioned(Random random, int count, int columns) {
        List<double[]> rows = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            double[] row = new double[columns + 1];
            row[columns] = 3 + random.nextGaussian();
            for (int i = 0; i < columns; i++) {
                row[i] = (random.nextGaussian() + 2 * i) * Math.pow(10, i - 2);
                row[columns] += row[i] * (i + 1) / Math.pow(10, i - 2);
            }
            rows.add(row);
        }
        return rows;
    }

    private static Fit fit(List<double[]> rows, double l2) {
        GramMatrix matrix = new GramMatrix(rows.getFirst().length - 1);
        rows.forEach(matrix::add);
        return (Fit) Ridge.solve(matrix, l2);
    }

    /// A line of figures from numpy.
    private record Recorded(String kind, List<Double> figures) {

        static List<Recorded> read(String resource) {
            try (InputStream in = requireNonNull(RidgeTest.class.getResourceAsStream(resource))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> Arrays.asList(line.split(",")))
                        .map(parts -> new Recorded(
                                parts.getFirst(),
                                parts.stream().skip(1).map(Double::valueOf).toList()))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        double[] array() {
            return figures.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }
}
