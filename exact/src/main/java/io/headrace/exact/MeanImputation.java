package io.headrace.exact;

import io.headrace.exact.Ridge.Solution.Fit;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Nulls that take the mean, from exact sums in which they are zeros.
///
/// A column that takes the mean is summed as z, the value or 0, and m, whether it was null. The imputed column
/// is z + μ·m, so the sums of imputed rows are a linear map of the sums of z and m. The mean μ of the rows that
/// have a value is rounded to a double that rows may hold (else it is 0). Then a product with it is a whole
/// multiple of the sums' unit, nothing is rounded, and the mapped sums are, to the bit, those of rows whose
/// nulls were replaced by μ. So μ is always that of the rows there are, and no row is touched when it moves.
///
/// @param columns encoded columns (from 0), each with its m behind it
/// @param means one for each of them
public record MeanImputation(List<Integer> columns, List<Double> means) {

    /// A single value is a whole multiple of 2⁻¹¹², half the unit's exponent.
    private static final int VALUE_EXPONENT = GramMatrix.UNIT_EXPONENT / 2;

    public MeanImputation {
        columns = List.copyOf(columns);
        means = List.copyOf(means);
    }

    /// By the means of some rows, which are to be those of the training split.
    public static MeanImputation of(GramMatrix train, List<Integer> columns) {
        return new MeanImputation(
                columns, columns.stream().map(column -> mean(train, column)).toList());
    }

    private static double mean(GramMatrix train, int column) {
        BigInteger nulls = train.sum(0, column + 2).shiftRight(-GramMatrix.UNIT_EXPONENT);
        BigInteger present = BigInteger.valueOf(train.count()).subtract(nulls);
        if (present.signum() <= 0) {
            return 0;
        }
        double mean = Rounding.quotient(train.sum(0, column + 1), present, GramMatrix.UNIT_EXPONENT);
        return GramMatrix.fits(mean) ? mean + 0.0 : 0;
    }

    /// The sums of the same rows with the means in the place of nulls; the same matrix where no column takes
    /// its mean.
    public GramMatrix applied(GramMatrix sums) {
        if (columns.isEmpty()) {
            return sums;
        }
        int label = sums.columns() + 1;
        @Nullable BigInteger[] factors = new @Nullable BigInteger[label + 1];
        for (int i = 0; i < columns.size(); i++) {
            factors[columns.get(i) + 1] = Rounding.integer(means.get(i), VALUE_EXPONENT);
        }
        GramMatrix imputed = new GramMatrix(sums.columns());
        for (int one = 0; one <= label; one++) {
            for (int other = one; other <= label; other++) {
                imputed.set(one, other, sum(sums, one, other, factors));
            }
        }
        return imputed;
    }

    private static BigInteger sum(GramMatrix sums, int one, int other, @Nullable BigInteger[] factors) {
        BigInteger sum = sums.sum(one, other);
        BigInteger left = factors[one];
        BigInteger right = factors[other];
        if (left != null) {
            sum = sum.add(sums.sum(one + 1, other).multiply(left).shiftRight(-VALUE_EXPONENT));
        }
        if (right != null) {
            sum = sum.add(sums.sum(one, other + 1).multiply(right).shiftRight(-VALUE_EXPONENT));
        }
        if (left != null && right != null) {
            BigInteger both = sums.sum(one + 1, other + 1).multiply(left).multiply(right);
            sum = sum.add(both.shiftRight(-GramMatrix.UNIT_EXPONENT));
        }
        return sum;
    }

    /// The same model over z and m: what a null adds is one weight, b·μ + c, rounded once. So neither a model
    /// nor its measuring needs the mean.
    public Fit folded(Fit fit) {
        List<Double> coefficients = new ArrayList<>(fit.coefficients());
        for (int i = 0; i < columns.size(); i++) {
            int column = columns.get(i);
            double weight = Math.fma(coefficients.get(column), means.get(i), coefficients.get(column + 1));
            coefficients.set(column + 1, weight + 0.0);
        }
        return new Fit(fit.intercept(), coefficients, fit.dropped());
    }
}
