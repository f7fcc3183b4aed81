package io.headrace.exact;

import java.math.BigInteger;

/// The normal equations about the means, in integers: `matrix · coefficients = right`.
///
/// With n rows, `n·Σxy − Σx·Σy` is n times the sum of products about the means. A double may lose every digit in that
/// difference; integers lose none. Both sides are in units of 2⁻²²⁴/n.
///
/// @param matrix symmetric, one row per feature column
@SuppressWarnings("ArrayRecordComponent") // Lives for one fit, inside this package.
record CenteredSystem(BigInteger[][] matrix, BigInteger[] right) {

    /// Sums of a single column are whole multiples of 2⁻¹¹², half the unit's exponent.
    private static final int COLUMN_SHIFT = -GramMatrix.UNIT_EXPONENT / 2;

    static CenteredSystem of(GramMatrix gram) {
        int columns = gram.columns();
        BigInteger rows = BigInteger.valueOf(gram.count());
        BigInteger[] sums = new BigInteger[columns + 1];
        for (int i = 0; i <= columns; i++) {
            sums[i] = gram.sum(0, i + 1).shiftRight(COLUMN_SHIFT);
        }
        BigInteger[][] matrix = new BigInteger[columns][columns];
        BigInteger[] right = new BigInteger[columns];
        for (int i = 0; i < columns; i++) {
            for (int j = i; j < columns; j++) {
                matrix[i][j] = rows.multiply(gram.sum(i + 1, j + 1)).subtract(sums[i].multiply(sums[j]));
                matrix[j][i] = matrix[i][j];
            }
            right[i] = rows.multiply(gram.sum(i + 1, columns + 1)).subtract(sums[i].multiply(sums[columns]));
        }
        return new CenteredSystem(matrix, right);
    }

    /// The same equations for some of the columns.
    CenteredSystem of(int[] columns) {
        BigInteger[][] part = new BigInteger[columns.length][columns.length];
        BigInteger[] rightPart = new BigInteger[columns.length];
        for (int i = 0; i < columns.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                part[i][j] = matrix[columns[i]][columns[j]];
            }
            rightPart[i] = right[columns[i]];
        }
        return new CenteredSystem(part, rightPart);
    }

    /// Adds the penalty `l2 · Σ coefficient²` over rows; of a standardized column it is
    /// `l2 · variance · coefficient²`.
    ///
    /// The variance is the diagonal's element over the rows' square, so such a penalty is that element times
    /// `l2` over the rows: rounded down to the unit, far below the last digit of any coefficient.
    CenteredSystem penalized(double l2, long rows, boolean[] standardized) {
        BigInteger count = BigInteger.valueOf(rows);
        BigInteger weight = Rounding.integer(l2, GramMatrix.UNIT_EXPONENT);
        BigInteger[][] result = new BigInteger[right.length][];
        for (int i = 0; i < right.length; i++) {
            BigInteger penalty = standardized[i]
                    ? matrix[i][i]
                            .multiply(weight)
                            .shiftRight(-GramMatrix.UNIT_EXPONENT)
                            .divide(count)
                    : weight.multiply(count);
            result[i] = matrix[i].clone();
            result[i][i] = result[i][i].add(penalty);
        }
        return new CenteredSystem(result, right);
    }

    int size() {
        return right.length;
    }
}
