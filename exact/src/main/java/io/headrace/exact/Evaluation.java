package io.headrace.exact;

import java.math.BigInteger;
import java.util.List;

/// How a linear model does on rows, from their exact sums alone.
///
/// Its coefficients are doubles, so they are integers times a power of two: the sum of squared errors is computed in
/// integers and rounded once.
///
/// @param rows how many; without any, the figures are NaN
/// @param rmse root of the mean squared error
/// @param r2 1 − squared errors over squared deviations from the mean; NaN where the label is constant
/// @param meanError mean of prediction − label
public record Evaluation(long rows, double rmse, double r2, double meanError) {

    /// Measures a model.
    ///
    /// @param coefficients one per encoded column
    public static Evaluation of(GramMatrix test, double intercept, List<Double> coefficients) {
        if (coefficients.size() != test.columns()) {
            throw new IllegalArgumentException("%d coefficients for %d columns: a model is measured by its own revision"
                    .formatted(coefficients.size(), test.columns()));
        }
        if (test.count() <= 0) {
            return new Evaluation(0, Double.NaN, Double.NaN, Double.NaN);
        }
        double[] weights = new double[coefficients.size() + 2];
        weights[0] = intercept;
        for (int i = 0; i < coefficients.size(); i++) {
            weights[i + 1] = coefficients.get(i);
        }
        weights[weights.length - 1] = -1;
        return of(test, weights);
    }

    /// With the label's weight −1, a weighted row is prediction − label, and so the quadratic form is the sum of its
    /// squares.
    private static Evaluation of(GramMatrix test, double[] weights) {
        int exponent = Rounding.commonExponent(weights);
        BigInteger[] integers = new BigInteger[weights.length];
        for (int i = 0; i < weights.length; i++) {
            integers[i] = Rounding.integer(weights[i], exponent);
        }
        BigInteger squares = BigInteger.ZERO;
        BigInteger errors = BigInteger.ZERO;
        for (int i = 0; i < weights.length; i++) {
            if (integers[i].signum() != 0) {
                errors = errors.add(test.sum(0, i).multiply(integers[i]));
                squares = squares.add(row(test, integers, i).multiply(integers[i]));
            }
        }
        int label = weights.length - 1;
        BigInteger rows = BigInteger.valueOf(test.count());
        double squared = Rounding.round(squares, 2 * exponent + GramMatrix.UNIT_EXPONENT);
        double deviations = deviations(test, label, rows);
        return new Evaluation(
                test.count(),
                Math.sqrt(squared / test.count()),
                deviations == 0 ? Double.NaN : 1 - squared / deviations,
                Rounding.quotient(errors, rows, exponent + GramMatrix.UNIT_EXPONENT));
    }

    /// The diagonal once, what is right of it twice.
    private static BigInteger row(GramMatrix test, BigInteger[] integers, int i) {
        BigInteger sum = BigInteger.ZERO;
        for (int j = i + 1; j < integers.length; j++) {
            if (integers[j].signum() != 0) {
                sum = sum.add(test.sum(i, j).multiply(integers[j]));
            }
        }
        return sum.shiftLeft(1).add(test.sum(i, i).multiply(integers[i]));
    }

    private static double deviations(GramMatrix test, int label, BigInteger rows) {
        BigInteger sum = test.sum(0, label);
        BigInteger centered =
                rows.multiply(test.sum(label, label)).subtract(sum.multiply(sum).shiftRight(-GramMatrix.UNIT_EXPONENT));
        return Rounding.quotient(centered, rows, GramMatrix.UNIT_EXPONENT);
    }
}
