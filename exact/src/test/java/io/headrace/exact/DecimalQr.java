package io.headrace.exact;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Least squares by QR (modified Gram–Schmidt) in decimals of 60 digits: shares nothing with the code under test.
final class DecimalQr {

    private static final MathContext DIGITS = new MathContext(60);

    private DecimalQr() {}

    /// The intercept, then the coefficients; the penalty stands as one more row per column.
    static double[] fit(List<double[]> rows, double l2) {
        int columns = rows.getFirst().length;
        List<BigDecimal[]> q = new ArrayList<>();
        for (int j = 0; j <= columns; j++) {
            BigDecimal[] column = new BigDecimal[rows.size() + columns - 1];
            Arrays.fill(column, BigDecimal.ZERO);
            for (int i = 0; i < rows.size(); i++) {
                column[i] = j == 0 ? BigDecimal.ONE : new BigDecimal(rows.get(i)[j - 1]);
            }
            if (j > 0 && j < columns) {
                column[rows.size() + j - 1] = new BigDecimal(l2).sqrt(DIGITS);
            }
            q.add(column);
        }
        BigDecimal[][] r = new BigDecimal[columns][columns + 1];
        for (int k = 0; k < columns; k++) {
            BigDecimal norm = dot(q.get(k), q.get(k)).sqrt(DIGITS);
            r[k][k] = norm;
            q.set(k, scaled(q.get(k), norm));
            for (int j = k + 1; j <= columns; j++) {
                r[k][j] = dot(q.get(k), q.get(j));
                subtract(q.get(j), q.get(k), r[k][j]);
            }
        }
        return substitute(r, columns);
    }

    private static double[] substitute(BigDecimal[][] r, int size) {
        BigDecimal[] x = new BigDecimal[size];
        double[] result = new double[size];
        for (int i = size - 1; i >= 0; i--) {
            BigDecimal rest = r[i][size];
            for (int j = i + 1; j < size; j++) {
                rest = rest.subtract(r[i][j].multiply(x[j]), DIGITS);
            }
            x[i] = rest.divide(r[i][i], DIGITS);
            result[i] = x[i].doubleValue();
        }
        return result;
    }

    private static BigDecimal dot(BigDecimal[] left, BigDecimal[] right) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < left.length; i++) {
            sum = sum.add(left[i].multiply(right[i]), DIGITS);
        }
        return sum;
    }

    private static BigDecimal[] scaled(BigDecimal[] column, BigDecimal norm) {
        BigDecimal[] result = new BigDecimal[column.length];
        for (int i = 0; i < column.length; i++) {
            result[i] = column[i].divide(norm, DIGITS);
        }
        return result;
    }

    private static void subtract(BigDecimal[] from, BigDecimal[] column, BigDecimal factor) {
        for (int i = 0; i < from.length; i++) {
            from[i] = from[i].subtract(column[i].multiply(factor), DIGITS);
        }
    }
}
