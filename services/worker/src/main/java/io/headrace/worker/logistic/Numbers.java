package io.headrace.worker.logistic;

import io.headrace.dataset.stream.DatasetRow;
import io.headrace.exact.Feature;
import io.headrace.worker.fitting.Columns;
import io.headrace.worker.fitting.Objective;
import java.util.Arrays;
import java.util.function.Consumer;

/// The training rows of a dataset in memory, a row behind the other. A null that takes the mean has it, and
/// numerics and parts of dates are standardized: the mean is taken away, and the rest divided by the
/// deviation (√ of the mean square).
final class Numbers implements Consumer<DatasetRow> {

    /// The longest array of a JVM.
    static final long NUMBERS_MAX = Integer.MAX_VALUE - 8;

    private final Columns columns;
    private final Objective objective;
    private final int width;
    private final double[] values;
    private final int[] labels;
    private final double[] row;
    private final double[] means;
    private final double[] deviations;
    private int count;

    /// @param rows how many there will be; times the width they are [#NUMBERS_MAX] at most
    Numbers(Columns columns, Objective objective, int rows) {
        this.columns = columns;
        this.objective = objective;
        this.width = columns.width();
        this.values = new double[Math.multiplyExact(rows, width)];
        this.labels = new int[rows];
        this.row = new double[width];
        this.means = new double[width];
        this.deviations = new double[width];
        Arrays.fill(deviations, 1);
    }

    @Override
    public void accept(DatasetRow one) {
        if (!one.test()) {
            columns.put(one.cells(), row);
            System.arraycopy(row, 0, values, count * width, width);
            labels[count] = (int) objective.label(one.cells().getLast());
            count++;
        }
    }

    int width() {
        return width;
    }

    int count() {
        return count;
    }

    double value(int at, int column) {
        return values[at * width + column];
    }

    /// 0 or 1, or the number of the class.
    int label(int at) {
        return labels[at];
    }

    /// Once all rows are there.
    void standardize() {
        if (count != labels.length) {
            throw new IllegalStateException("%,d training rows came, and %,d were to".formatted(count, labels.length));
        }
        int column = 0;
        for (Feature feature : columns.encoding().features()) {
            if (feature.kind() == Feature.Kind.NUMERIC) {
                standardize(column);
            }
            for (int part = 0; part < feature.parts().size(); part++) {
                standardize(column + part);
            }
            column += columns.width(feature);
        }
    }

    private void standardize(int column) {
        double sum = 0;
        int known = 0;
        for (int at = column; at < values.length; at += width) {
            if (!Double.isNaN(values[at])) {
                sum += values[at];
                known++;
            }
        }
        double mean = known == 0 ? 0 : sum / known;
        double squares = 0;
        for (int at = column; at < values.length; at += width) {
            values[at] = Double.isNaN(values[at]) ? 0 : values[at] - mean;
            squares += values[at] * values[at];
        }
        double deviation = Math.sqrt(squares / count);
        means[column] = mean;
        // A column that is constant, but for rounding, tells nothing: it is all zeros.
        boolean isConstant = !(deviation > 1e-12 * Math.abs(mean));
        deviations[column] = isConstant ? 1 : deviation;
        for (int at = column; at < values.length; at += width) {
            values[at] = isConstant ? 0 : values[at] / deviation;
        }
    }

    /// What was taken away from each column.
    double[] means() {
        return means.clone();
    }

    /// Coefficients and intercept of the columns without their means, as they were before they were divided.
    ///
    /// @param point of one target: coefficients and intercept
    double[] undivided(double[] point) {
        double[] raw = point.clone();
        for (int column = 0; column < width; column++) {
            raw[column] /= deviations[column];
        }
        return raw;
    }
}
