package io.headrace.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class GramMatrixTest {

    private static final int COLUMNS = 7;

    /// Any double that fits, zeros and both extremes among them.
    static double anyValue(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> 0.0;
            case 1 -> 1.0;
            case 2 -> random.nextBoolean() ? 0x1p60 : -0x1p60;
            case 3 -> random.nextBoolean() ? 0x1p-60 : -0x1p-60;
            case 4 -> random.nextInt(1000);
            case 5 -> Math.nextDown(0x1p60) * (random.nextBoolean() ? 1 : -1);
            default -> Math.scalb(random.nextDouble() + 1, random.nextInt(120) - 60) * (random.nextBoolean() ? 1 : -1);
        };
    }

    static double[] anyRow(Random random, int columns) {
        double[] row = new double[columns + 1];
        for (int i = 0; i < row.length; i++) {
            row[i] = anyValue(random);
        }
        return row;
    }

    @Test
    void sumsAreThoseOfBigDecimal() {
        Random random = seeded(11);
        GramMatrix matrix = new GramMatrix(COLUMNS);
        BigDecimal[][] expected = new BigDecimal[COLUMNS + 2][COLUMNS + 2];
        for (BigDecimal[] row : expected) {
            Arrays.fill(row, BigDecimal.ZERO);
        }
        for (int n = 0; n < 500; n++) {
            double[] row = anyRow(random, COLUMNS);
            boolean remove = random.nextInt(3) == 0;
            if (remove) {
                matrix.remove(row);
            } else {
                matrix.add(row);
            }
            double[] whole = new double[COLUMNS + 2];
            whole[0] = 1;
            System.arraycopy(row, 0, whole, 1, row.length);
            for (int i = 0; i < whole.length; i++) {
                for (int j = 0; j < whole.length; j++) {
                    BigDecimal product = new BigDecimal(whole[i]).multiply(new BigDecimal(whole[j]));
                    expected[i][j] = remove ? expected[i][j].subtract(product) : expected[i][j].add(product);
                }
            }
        }
        BigDecimal unit = new BigDecimal(BigInteger.TWO.pow(224));
        for (int i = 0; i < COLUMNS + 2; i++) {
            for (int j = 0; j < COLUMNS + 2; j++) {
                assertThat(new BigDecimal(matrix.sum(i, j)).divide(unit))
                        .as("sum of %d and %d", i, j)
                        .isEqualByComparingTo(expected[i][j]);
            }
        }
        assertThat(matrix.count()).isEqualTo(expected[0][0].longValueExact());
    }

    @Test
    void anyOrderOfAddsAndRemovesGivesTheSameBits() {
        long seed = new Random().nextLong();
        Random random = seeded(seed);
        List<double[]> rows = new ArrayList<>();
        List<double[]> passing = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            rows.add(anyRow(random, COLUMNS));
            passing.add(anyRow(random, COLUMNS));
        }
        GramMatrix once = new GramMatrix(COLUMNS);
        rows.forEach(once::add);

        List<Consumer<GramMatrix>> changes = new ArrayList<>();
        rows.forEach(row -> changes.add(matrix -> matrix.add(row)));
        passing.forEach(row -> {
            changes.add(matrix -> matrix.add(row));
            changes.add(matrix -> matrix.remove(row));
        });
        for (int round = 0; round < 5; round++) {
            Collections.shuffle(changes, random);
            GramMatrix left = new GramMatrix(COLUMNS);
            GramMatrix right = new GramMatrix(COLUMNS);
            changes.forEach(change -> change.accept(random.nextBoolean() ? left : right));
            assertThat(left.plus(right)).as("seed %d", seed).isEqualTo(once);
            assertThat(left.toBytes()).as("seed %d", seed).isEqualTo(once.toBytes());
        }
    }

    @Test
    void bothSerialFormsComeBack() {
        Random random = seeded(3);
        for (int columns : new int[] {0, 1, 5, 40}) {
            GramMatrix matrix = new GramMatrix(columns);
            for (int n = 0; n < 20; n++) {
                assertThat(GramMatrix.fromBytes(matrix.toBytes())).isEqualTo(matrix);
                byte[] raw = new byte[matrix.rawSize() + 5];
                matrix.writeTo(raw, 5);
                assertThat(GramMatrix.readFrom(raw, 5, columns)).isEqualTo(matrix);
                if (random.nextInt(3) == 0) {
                    matrix.remove(anyRow(random, columns));
                } else {
                    matrix.add(anyRow(random, columns));
                }
            }
        }
    }

    @Test
    void refusesAValueThatDoesNotFitAndChangesNothing() {
        GramMatrix matrix = new GramMatrix(2);
        matrix.add(new double[] {1, 2, 3});
        GramMatrix before = matrix.copy();
        for (double bad :
                new double[] {Double.NaN, Double.POSITIVE_INFINITY, 0x1.1p60, Math.nextDown(0x1p-60), Double.MIN_VALUE
                }) {
            assertThat(GramMatrix.fits(bad)).isFalse();
            assertThatThrownBy(() -> matrix.add(new double[] {1, bad, 3}))
                    .hasMessageContaining("in column 1: a value is 0 or from 2^-60 to 2^60 in magnitude");
        }
        assertThat(matrix).isEqualTo(before);
        assertThat(GramMatrix.fits(-0.0)).isTrue();
    }

    @Test
    void refusesMoreColumnsThanItHolds() {
        assertThat(new GramMatrix(256).columns()).isEqualTo(256);
        assertThatThrownBy(() -> new GramMatrix(257)).hasMessage("257 columns: at most 256 after encoding");
    }

    static Random seeded(long seed) {
        System.out.println("seed " + seed);
        return new Random(seed);
    }
}
