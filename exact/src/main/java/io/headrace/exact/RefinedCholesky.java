package io.headrace.exact;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Cholesky in doubles on the scaled matrix, then corrected by residuals that are computed exactly, until a
/// correction is below the last bit. Each round gains as many digits as the factor has, so three rounds are usual.
final class RefinedCholesky {

    private static final int ROUNDS_MAX = 12;

    /// The unit in the last place of 1.
    private static final double LAST_BIT = 0x1p-52;

    private final CenteredSystem system;
    private final double[] scale;
    private final double[][] factor;

    private RefinedCholesky(CenteredSystem system) {
        this.system = system;
        int size = system.size();
        this.scale = new double[size];
        this.factor = new double[size][size];
        for (int i = 0; i < size; i++) {
            scale[i] = 1 / Math.sqrt(system.matrix()[i][i].doubleValue());
            for (int j = 0; j <= i; j++) {
                factor[i][j] = system.matrix()[i][j].doubleValue() * scale[i] * scale[j];
            }
        }
    }

    /// The solution, or null where the matrix is too near to a singular one for doubles.
    static double @Nullable [] solve(CenteredSystem system) {
        RefinedCholesky cholesky = new RefinedCholesky(system);
        return cholesky.factorize() ? cholesky.refine() : null;
    }

    private boolean factorize() {
        for (int i = 0; i < factor.length; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = factor[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= factor[i][k] * factor[j][k];
                }
                if (i == j) {
                    if (!(sum > 0)) {
                        return false;
                    }
                    factor[i][i] = Math.sqrt(sum);
                } else {
                    factor[i][j] = sum / factor[j][j];
                }
            }
        }
        return true;
    }

    private double @Nullable [] refine() {
        double[] solution = new double[factor.length];
        for (int round = 0; round < ROUNDS_MAX; round++) {
            double[] correction = substitute(residual(solution));
            double change = 0;
            double size = 0;
            for (int i = 0; i < solution.length; i++) {
                solution[i] += correction[i];
                change = Math.max(change, Math.abs(correction[i] / scale[i]));
                size = Math.max(size, Math.abs(solution[i] / scale[i]));
            }
            if (change <= LAST_BIT * size) {
                return solution;
            }
        }
        return null;
    }

    /// What the solution leaves of the right side: exact, rounded once.
    private double[] residual(double[] solution) {
        int exponent = Rounding.commonExponent(solution);
        BigInteger[] integers = new BigInteger[solution.length];
        for (int i = 0; i < solution.length; i++) {
            integers[i] = Rounding.integer(solution[i], exponent);
        }
        double[] residual = new double[solution.length];
        for (int i = 0; i < solution.length; i++) {
            BigInteger rest = system.right()[i].shiftLeft(-exponent);
            for (int j = 0; j < solution.length; j++) {
                if (integers[j].signum() != 0) {
                    rest = rest.subtract(system.matrix()[i][j].multiply(integers[j]));
                }
            }
            residual[i] = Rounding.round(rest, exponent);
        }
        return residual;
    }

    private double[] substitute(double[] right) {
        int size = right.length;
        double[] x = new double[size];
        for (int i = 0; i < size; i++) {
            double sum = right[i] * scale[i];
            for (int k = 0; k < i; k++) {
                sum -= factor[i][k] * x[k];
            }
            x[i] = sum / factor[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            double sum = x[i];
            for (int k = i + 1; k < size; k++) {
                sum -= factor[k][i] * x[k];
            }
            x[i] = sum / factor[i][i];
        }
        for (int i = 0; i < size; i++) {
            x[i] *= scale[i];
        }
        return x;
    }
}
