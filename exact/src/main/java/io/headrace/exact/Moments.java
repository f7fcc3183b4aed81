package io.headrace.exact;

import java.math.BigInteger;

/// How many numbers there are, their mean and their variance, from exact sums: numbers come in any order, and the same
/// ones give the same bits.
///
/// A [GramMatrix] without features, whose label they are. Each is one that [GramMatrix#fits]. Not thread-safe.
public final class Moments {

    /// A number is a whole multiple of 2⁻¹¹², half the unit's exponent.
    private static final int NUMBER_EXPONENT = GramMatrix.UNIT_EXPONENT / 2;

    private final GramMatrix sums;
    private final double[] row = new double[1];

    /// Of no number.
    public Moments() {
        this(new GramMatrix(0));
    }

    private Moments(GramMatrix sums) {
        this.sums = sums;
    }

    /// Adds a number.
    public void add(double number) {
        row[0] = number;
        sums.add(row);
    }

    /// These, and a number so many times more.
    ///
    /// @param times from 0
    public Moments with(double number, long times) {
        if (times < 0 || !GramMatrix.fits(number)) {
            throw new IllegalArgumentException(
                    "%s cannot come %,d times: it is 0 or from 2^-60 to 2^60 in magnitude, and comes 0 times or more"
                            .formatted(number, times));
        }
        BigInteger factor = BigInteger.valueOf(times);
        BigInteger units = Rounding.integer(number, NUMBER_EXPONENT);
        GramMatrix more = new GramMatrix(0);
        more.set(0, 0, factor.shiftLeft(-GramMatrix.UNIT_EXPONENT));
        more.set(0, 1, factor.multiply(units).shiftLeft(-NUMBER_EXPONENT));
        more.set(1, 1, factor.multiply(units.multiply(units)));
        return new Moments(more.plus(sums));
    }

    /// Those of both.
    public Moments plus(Moments other) {
        return new Moments(sums.copy().plus(other.sums));
    }

    public long count() {
        return sums.count();
    }

    /// The mean, to the nearest double; NaN of no number.
    public double mean() {
        return count() == 0
                ? Double.NaN
                : Rounding.quotient(sums.sum(0, 1), BigInteger.valueOf(count()), GramMatrix.UNIT_EXPONENT);
    }

    /// The mean square of what lies between the numbers and their mean, to the nearest double: 0 where they are all the
    /// same, and only there. NaN of no number.
    public double variance() {
        if (count() == 0) {
            return Double.NaN;
        }
        BigInteger numbers = BigInteger.valueOf(count());
        BigInteger sum = sums.sum(0, 1);
        // The sum is a multiple of 2⁻¹¹² too: nothing is shifted out.
        BigInteger centered =
                numbers.multiply(sums.sum(1, 1)).subtract(sum.multiply(sum).shiftRight(-GramMatrix.UNIT_EXPONENT));
        return Rounding.quotient(centered, numbers.multiply(numbers), GramMatrix.UNIT_EXPONENT);
    }
}
