package io.headrace.exact;

import java.math.BigInteger;

/// Between doubles and integers: every double is an integer times a power of two, and a result is rounded once.
final class Rounding {

    /// More bits than a double holds, so that one sticky bit decides the rounding.
    private static final int KEPT_BITS = 64;

    private static final int MANTISSA_BITS = 52;

    private Rounding() {}

    /// `value · 2^exponent`, to the nearest double.
    static double round(BigInteger value, int exponent) {
        int excess = value.bitLength() - KEPT_BITS;
        if (excess <= 0) {
            return Math.scalb(value.doubleValue(), exponent);
        }
        BigInteger magnitude = value.abs();
        BigInteger kept = magnitude.shiftRight(excess);
        if (magnitude.getLowestSetBit() < excess) {
            kept = kept.setBit(0);
        }
        double rounded = Math.scalb(kept.doubleValue(), exponent + excess);
        return value.signum() < 0 ? -rounded : rounded;
    }

    /// `numerator / denominator · 2^exponent`, to the nearest double.
    ///
    /// @param denominator positive
    static double quotient(BigInteger numerator, BigInteger denominator, int exponent) {
        int shift = Math.max(0, KEPT_BITS + 1 + denominator.bitLength() - numerator.bitLength());
        BigInteger[] parts = numerator.abs().shiftLeft(shift).divideAndRemainder(denominator);
        BigInteger kept = parts[0].shiftLeft(1);
        if (parts[1].signum() != 0) {
            kept = kept.setBit(0);
        }
        double rounded = round(kept, exponent - shift - 1);
        return numerator.signum() < 0 ? -rounded : rounded;
    }

    /// The largest exponent of two, at most 0, by which every value is an integer.
    static int commonExponent(double[] values) {
        int common = 0;
        for (double value : values) {
            if (value != 0) {
                common = Math.min(common, Math.getExponent(value) - MANTISSA_BITS);
            }
        }
        return Math.max(common, Double.MIN_EXPONENT - MANTISSA_BITS);
    }

    /// `value / 2^exponent`, which must be an integer.
    static BigInteger integer(double value, int exponent) {
        int scale = Math.max(Math.getExponent(value), Double.MIN_EXPONENT) - MANTISSA_BITS;
        long mantissa = (long) Math.scalb(value, -scale);
        return BigInteger.valueOf(mantissa).shiftLeft(scale - exponent);
    }
}
