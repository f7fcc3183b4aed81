package io.headrace.worker.logistic;

import java.util.Arrays;

/// The penalized log loss of a logistic regression, per row.
///
/// Of one target with the sum z of a row, y being 0 or 1: ln(1 + eᶻ) − y·z. Of several: ln Σ eᶻ − the z of the row's
/// class. The mean of that over the rows, and l2 / 2n times the squared coefficients; intercepts are not penalized
/// (Hastie, Tibshirani and Friedman, *The Elements of Statistical Learning*, 2nd edition, 4.4).
///
/// Points hold, for each target, the coefficients and then the intercept. `StrictMath` gives the same bits everywhere.
final class LogisticLoss implements Loss {

    private final Numbers rows;
    private final int targets;
    private final double l2;

    /// @param targets 1 of two classes, else as many as there are classes
    LogisticLoss(Numbers rows, int targets, double l2) {
        this.rows = rows;
        this.targets = targets;
        this.l2 = l2;
    }

    @Override
    public int parameters() {
        return targets * (rows.width() + 1);
    }

    @Override
    public double at(double[] point, double[] gradient) {
        Arrays.fill(gradient, 0);
        double[] sums = new double[targets];
        double loss = 0;
        for (int row = 0; row < rows.count(); row++) {
            for (int target = 0; target < targets; target++) {
                sums[target] = sum(point, row, target);
            }
            int label = rows.label(row);
            loss += targets == 1 ? ofTwo(sums, label) : ofMany(sums, label);
            for (int target = 0; target < targets; target++) {
                add(gradient, row, target, sums[target]);
            }
        }
        return penalized(loss, point, gradient);
    }

    private double sum(double[] point, int row, int target) {
        int width = rows.width();
        int at = target * (width + 1);
        double sum = point[at + width];
        for (int column = 0; column < width; column++) {
            sum += point[at + column] * rows.value(row, column);
        }
        return sum;
    }

    private void add(double[] gradient, int row, int target, double slope) {
        int width = rows.width();
        int at = target * (width + 1);
        for (int column = 0; column < width; column++) {
            gradient[at + column] += slope * rows.value(row, column);
        }
        gradient[at + width] += slope;
    }

    /// @param sums becomes the slopes
    private static double ofTwo(double[] sums, int label) {
        double sum = sums[0];
        double small = StrictMath.exp(-Math.abs(sum));
        sums[0] = (sum >= 0 ? 1 / (1 + small) : small / (1 + small)) - label;
        return Math.max(sum, 0) + StrictMath.log1p(small) - label * sum;
    }

    /// @param sums become the slopes
    private static double ofMany(double[] sums, int label) {
        double most = sums[0];
        for (double sum : sums) {
            most = Math.max(most, sum);
        }
        double own = sums[label] - most;
        double all = 0;
        for (int target = 0; target < sums.length; target++) {
            sums[target] = StrictMath.exp(sums[target] - most);
            all += sums[target];
        }
        for (int target = 0; target < sums.length; target++) {
            sums[target] /= all;
        }
        sums[label] -= 1;
        return StrictMath.log(all) - own;
    }

    private double penalized(double loss, double[] point, double[] gradient) {
        int width = rows.width();
        double squares = 0;
        for (int i = 0; i < point.length; i++) {
            gradient[i] /= rows.count();
            if (i % (width + 1) != width) {
                squares += point[i] * point[i];
                gradient[i] += l2 / rows.count() * point[i];
            }
        }
        return loss / rows.count() + l2 / (2 * rows.count()) * squares;
    }
}
