package io.headrace.exact;

import java.math.BigInteger;

/// Bareiss' elimination: exact, in integers that grow no more than they must, and slow. For what doubles cannot settle.
final class FractionFree {

    private FractionFree() {}

    /// For each column of a symmetric, positive semidefinite matrix: whether earlier ones determine it.
    static boolean[] dependent(BigInteger[][] matrix) {
        int size = matrix.length;
        BigInteger[][] work = new BigInteger[size][];
        for (int i = 0; i < size; i++) {
            work[i] = matrix[i].clone();
        }
        boolean[] dependent = new boolean[size];
        BigInteger previous = BigInteger.ONE;
        for (int k = 0; k < size; k++) {
            if (work[k][k].signum() == 0) {
                dependent[k] = true;
            } else {
                eliminate(work, k, previous);
                previous = work[k][k];
            }
        }
        return dependent;
    }

    /// The solution of a regular system, each coefficient rounded once.
    static double[] solve(CenteredSystem system) {
        int size = system.size();
        BigInteger[][] work = new BigInteger[size][size + 1];
        for (int i = 0; i < size; i++) {
            System.arraycopy(system.matrix()[i], 0, work[i], 0, size);
            work[i][size] = system.right()[i];
        }
        BigInteger determinant = BigInteger.ONE;
        for (int k = 0; k < size; k++) {
            eliminate(work, k, determinant);
            determinant = work[k][k];
        }
        // By Cramer's rule every coefficient is an integer over the determinant.
        BigInteger[] numerators = new BigInteger[size];
        double[] solution = new double[size];
        for (int k = size - 1; k >= 0; k--) {
            BigInteger rest = determinant.multiply(work[k][size]);
            for (int j = k + 1; j < size; j++) {
                rest = rest.subtract(work[k][j].multiply(numerators[j]));
            }
            numerators[k] = rest.divide(work[k][k]);
            solution[k] = Rounding.quotient(numerators[k], determinant, 0);
        }
        return solution;
    }

    private static void eliminate(BigInteger[][] work, int k, BigInteger previous) {
        BigInteger pivot = work[k][k];
        for (int i = k + 1; i < work.length; i++) {
            BigInteger[] row = work[i];
            for (int j = k + 1; j < row.length; j++) {
                row[j] = pivot.multiply(row[j])
                        .subtract(row[k].multiply(work[k][j]))
                        .divide(previous);
            }
        }
    }
}
