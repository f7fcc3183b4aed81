package io.headrace.exact;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which columns are linear combinations of earlier ones: found exactly, and quickly where it matters.
///
/// Elimination modulo the prime 2⁶¹ − 1 decides: a pivot that is not 0 modulo the prime is not 0, so the column is
/// independent. A pivot of 0 only raises a suspicion. Then the combination itself is read off, its fractions are
/// reconstructed from their residues, and the integers say whether it holds. Where that fails (fractions too long for
/// the prime, or a pivot that the prime happens to divide) fraction-free elimination on the integers decides alone.
final class Independence {

    private static final long PRIME = (1L << 61) - 1;
    private static final BigInteger BIG_PRIME = BigInteger.valueOf(PRIME);

    private final BigInteger[][] matrix;
    private final long[][] residues;
    private final boolean[] dependent;

    private Independence(BigInteger[][] matrix) {
        this.matrix = matrix;
        int size = matrix.length;
        this.residues = new long[size][size];
        this.dependent = new boolean[size];
        for (int i = 0; i < size; i++) {
            for (int j = i; j < size; j++) {
                residues[i][j] = matrix[i][j].mod(BIG_PRIME).longValue();
                residues[j][i] = residues[i][j];
            }
        }
    }

    /// For each column of a symmetric, positive semidefinite matrix: whether earlier ones determine it.
    static boolean[] dependent(BigInteger[][] matrix) {
        Independence modular = new Independence(matrix);
        modular.eliminate();
        for (int column = 0; column < matrix.length; column++) {
            if (modular.dependent[column] && !modular.provesCombination(column)) {
                return FractionFree.dependent(matrix);
            }
        }
        return modular.dependent;
    }

    private void eliminate() {
        int size = residues.length;
        for (int k = 0; k < size; k++) {
            if (residues[k][k] == 0) {
                dependent[k] = true;
                continue;
            }
            long inverse = inverse(residues[k][k]);
            for (int i = k + 1; i < size; i++) {
                long factor = multiply(residues[i][k], inverse);
                if (factor != 0) {
                    for (int j = k + 1; j < size; j++) {
                        residues[i][j] = subtract(residues[i][j], multiply(factor, residues[k][j]));
                    }
                }
            }
        }
    }

    private boolean provesCombination(int column) {
        List<Integer> kept = new ArrayList<>();
        for (int k = 0; k < column; k++) {
            if (!dependent[k]) {
                kept.add(k);
            }
        }
        long[] combination = new long[matrix.length];
        for (int k : kept.reversed()) {
            long rest = residues[k][column];
            for (int j : kept) {
                if (j > k) {
                    rest = subtract(rest, multiply(residues[k][j], combination[j]));
                }
            }
            combination[k] = multiply(rest, inverse(residues[k][k]));
        }
        BigInteger[] vector = fractions(combination, column);
        return vector != null && isNull(vector);
    }

    /// The combination with its common denominator taken out, the column itself with its negative.
    private static BigInteger @Nullable [] fractions(long[] combination, int column) {
        long[] denominators = new long[combination.length];
        long[] numerators = new long[combination.length];
        BigInteger common = BigInteger.ONE;
        for (int i = 0; i < combination.length; i++) {
            if (!reconstruct(combination[i], i, numerators, denominators)) {
                return null;
            }
            BigInteger denominator = BigInteger.valueOf(denominators[i]);
            common = common.divide(common.gcd(denominator)).multiply(denominator);
        }
        BigInteger[] vector = new BigInteger[combination.length];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = common.divide(BigInteger.valueOf(denominators[i])).multiply(BigInteger.valueOf(numerators[i]));
        }
        vector[column] = common.negate();
        return vector;
    }

    /// Wang's rational reconstruction: Euclid's algorithm, stopped half-way.
    private static boolean reconstruct(long residue, int at, long[] numerators, long[] denominators) {
        long bound = 1L << 30;
        long before = PRIME;
        long now = residue;
        long factorBefore = 0;
        long factor = 1;
        while (now >= bound) {
            long quotient = before / now;
            long next = before - quotient * now;
            before = now;
            now = next;
            long nextFactor = factorBefore - quotient * factor;
            factorBefore = factor;
            factor = nextFactor;
        }
        numerators[at] = factor < 0 ? -now : now;
        denominators[at] = Math.abs(factor);
        return denominators[at] < bound;
    }

    private boolean isNull(BigInteger[] vector) {
        for (BigInteger[] row : matrix) {
            BigInteger sum = BigInteger.ZERO;
            for (int j = 0; j < vector.length; j++) {
                if (vector[j].signum() != 0) {
                    sum = sum.add(row[j].multiply(vector[j]));
                }
            }
            if (sum.signum() != 0) {
                return false;
            }
        }
        return true;
    }

    private static long multiply(long left, long right) {
        long low = left * right;
        long sum = (low & PRIME) + ((low >>> 61) | (Math.multiplyHigh(left, right) << 3));
        return sum >= PRIME ? sum - PRIME : sum;
    }

    private static long subtract(long left, long right) {
        long difference = left - right;
        return difference < 0 ? difference + PRIME : difference;
    }

    /// By Fermat: a^(p−2).
    private static long inverse(long value) {
        long result = 1;
        long power = value;
        for (long exponent = PRIME - 2; exponent > 0; exponent >>= 1) {
            if ((exponent & 1) == 1) {
                result = multiply(result, power);
            }
            power = multiply(power, power);
        }
        return result;
    }
}
