package io.headrace.worker.scoring;

import io.headrace.exact.Evaluation;
import io.headrace.exact.GramMatrix;
import java.util.List;

/// Sums of errors. They are exact, so that the order of rows does not matter, and the figures are
/// [Evaluation]'s: those of a linear model whose one column is the prediction, with the coefficient 1.
final class Errors implements Compared {

    private static final double INTERCEPT = 0;
    private static final List<Double> IDENTITY = List.of(1.0);

    /// A smaller prediction counts as 0: exact sums end there.
    private static final double SMALLEST = 0x1p-60;

    private final GramMatrix errors = new GramMatrix(1);

    /// With the sign that makes each error positive: its mean error is the mean absolute error.
    private final GramMatrix absoluteErrors = new GramMatrix(1);

    /// Whether an error of this prediction can be summed.
    static boolean fits(double prediction) {
        return GramMatrix.fits(rounded(prediction));
    }

    /// @param prediction one that fits
    void add(double prediction, double label) {
        double near = rounded(prediction);
        double sign = near < label ? -1 : 1;
        errors.add(new double[] {near, label});
        absoluteErrors.add(new double[] {sign * near, sign * label});
    }

    @Override
    public Score score() {
        Evaluation evaluation = Evaluation.of(errors, INTERCEPT, IDENTITY);
        return new NumberScore(
                evaluation.rows(),
                evaluation.rmse(),
                evaluation.r2(),
                evaluation.meanError(),
                Evaluation.of(absoluteErrors, INTERCEPT, IDENTITY).meanError());
    }

    private static double rounded(double prediction) {
        return Math.abs(prediction) < SMALLEST ? 0 : prediction;
    }
}
