package io.headrace.exact;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Ridge regression from exact sums: the intercept b₀ and coefficients b that make
/// `Σ (y − b₀ − b·x)² + l2 · Σ b²` smallest.
///
/// The penalty stands beside the *sum* of squares, as in scikit-learn's `Ridge(alpha=l2)`, and leaves the intercept
/// alone; `l2` of 0 is least squares. A constant column, and a column that earlier ones determine together with the
/// intercept, gets coefficient 0 and is named, whatever the penalty; both are decided on integers, so rounding can
/// neither hide nor invent one.
///
/// The same matrix gives the same bits on every machine.
public final class Ridge {

    /// Goes with every model, and grows when the same rows could give other bits.
    public static final String VERSION = "ridge/1";

    /// Beyond it, the exact solution that near-dependent columns need would take seconds.
    private static final int EXACT_COLUMNS_MAX = 40;

    private Ridge() {}

    /// What became of a fit.
    public sealed interface Solution {

        /// A model.
        ///
        /// @param coefficients one per encoded column
        /// @param dropped encoded columns (from 0) that are constant or dependent; their coefficients are 0
        record Fit(double intercept, List<Double> coefficients, List<Integer> dropped) implements Solution {
            public Fit {
                coefficients = List.copyOf(coefficients);
                dropped = List.copyOf(dropped);
            }
        }

        /// There is no model.
        ///
        /// @param reason one sentence
        record CannotFit(String reason) implements Solution {}
    }

    /// Fits with a penalty of the columns as they are.
    ///
    /// @param l2 0, or from 2⁻⁶⁰ to 2⁶⁰
    public static Solution solve(GramMatrix gram, double l2) {
        return solve(gram, l2, List.of());
    }

    /// Fits. The penalty of some columns stands before the coefficient that they would have if they were
    /// divided by their standard deviation s: it is `l2 · s² · b²`, as if scikit-learn's `StandardScaler`
    /// came before its `Ridge`. So no root is taken, and the coefficients are those of the columns as they
    /// are.
    ///
    /// @param l2 0, or from 2⁻⁶⁰ to 2⁶⁰
    /// @param standardized which columns (from 0)
    public static Solution solve(GramMatrix gram, double l2, List<Integer> standardized) {
        if (!GramMatrix.fits(l2) || l2 < 0) {
            return new Solution.CannotFit("l2 is %s: it must be 0 or from 2^-60 to 2^60".formatted(l2));
        }
        if (gram.count() <= 0) {
            return new Solution.CannotFit("the training split has no rows");
        }
        CenteredSystem whole = CenteredSystem.of(gram);
        int[] varying = varying(whole);
        if (gram.count() <= varying.length) {
            return new Solution.CannotFit(
                    "%d rows in the training split cannot determine %d columns and an intercept: at least %d rows are needed"
                            .formatted(gram.count(), varying.length, varying.length + 1));
        }
        int[] kept = independent(whole, varying);
        CenteredSystem system = whole.of(kept);
        boolean[] inDeviations = new boolean[kept.length];
        for (int i = 0; i < kept.length; i++) {
            inDeviations[i] = standardized.contains(kept[i]);
        }
        double[] solution = solve(l2 == 0 ? system : system.penalized(l2, gram.count(), inDeviations));
        if (solution.length < kept.length) {
            return new Solution.CannotFit(
                    "the %d columns are too nearly dependent: raise l2 or leave some out".formatted(kept.length));
        }
        return fit(gram, kept, solution);
    }

    /// An empty array where neither way leads to a solution.
    private static double[] solve(CenteredSystem system) {
        double[] solution = RefinedCholesky.solve(system);
        if (solution != null) {
            return solution;
        }
        return system.size() <= EXACT_COLUMNS_MAX ? FractionFree.solve(system) : new double[0];
    }

    private static Solution fit(GramMatrix gram, int[] kept, double[] solution) {
        double[] coefficients = new double[gram.columns()];
        List<Integer> dropped = new ArrayList<>();
        int next = 0;
        for (int column = 0; column < coefficients.length; column++) {
            if (next < kept.length && kept[next] == column) {
                coefficients[column] = solution[next++] + 0.0; // −0 + 0 is 0: one way to write nothing.
            } else {
                dropped.add(column);
            }
        }
        return new Solution.Fit(
                intercept(gram, coefficients),
                Arrays.stream(coefficients).boxed().toList(),
                dropped);
    }

    /// The mean of the label less the means of the columns times their coefficients, rounded once.
    private static double intercept(GramMatrix gram, double[] coefficients) {
        int exponent = Rounding.commonExponent(coefficients);
        BigInteger sum = gram.sum(0, gram.columns() + 1).shiftLeft(-exponent);
        for (int i = 0; i < coefficients.length; i++) {
            sum = sum.subtract(gram.sum(0, i + 1).multiply(Rounding.integer(coefficients[i], exponent)));
        }
        return Rounding.quotient(sum, BigInteger.valueOf(gram.count()), exponent + GramMatrix.UNIT_EXPONENT);
    }

    private static int[] varying(CenteredSystem system) {
        return IntStream.range(0, system.size())
                .filter(i -> system.matrix()[i][i].signum() != 0)
                .toArray();
    }

    private static int[] independent(CenteredSystem whole, int[] varying) {
        boolean[] dependent = Independence.dependent(whole.of(varying).matrix());
        return IntStream.range(0, varying.length)
                .filter(i -> !dependent[i])
                .map(i -> varying[i])
                .toArray();
    }
}
