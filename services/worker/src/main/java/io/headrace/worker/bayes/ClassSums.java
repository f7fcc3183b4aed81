package io.headrace.worker.bayes;

import io.headrace.dataset.stream.DatasetRow;
import io.headrace.exact.Feature;
import io.headrace.exact.GramMatrix;
import io.headrace.exact.Moments;
import io.headrace.worker.bayes.Gaussians.Curves;
import io.headrace.worker.fitting.Columns;
import io.headrace.worker.fitting.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// What Gaussians are made of: how many training rows each class has, and exact sums of each of its columns.
final class ClassSums implements Consumer<DatasetRow> {

    private final Columns columns;
    private final Objective objective;
    private final long[] rows;

    /// By class, then by column; without the nulls that take the mean.
    private final Moments[][] sums;

    private final double[] row;

    /// @param objective of classes
    ClassSums(Columns columns, Objective objective) {
        this.columns = columns;
        this.objective = objective;
        this.rows = new long[objective.answers()];
        this.sums = new Moments[rows.length][columns.width()];
        for (Moments[] ofClass : sums) {
            Arrays.setAll(ofClass, _ -> new Moments());
        }
        this.row = new double[columns.width()];
    }

    @Override
    public void accept(DatasetRow one) {
        if (one.test()) {
            return;
        }
        columns.put(one.cells(), row);
        int label = (int) objective.label(one.cells().getLast());
        rows[label]++;
        for (int column = 0; column < row.length; column++) {
            if (!Double.isNaN(row[column])) {
                sums[label][column].add(row[column]);
            }
        }
    }

    /// Once all rows are there, one at least.
    Gaussians gaussians(BayesSettings settings) {
        int[] classes =
                IntStream.range(0, rows.length).filter(label -> rows[label] > 0).toArray();
        double[] fillings = fillings();
        Moments[][] filled = filled(classes, fillings);
        double[] variances = Arrays.stream(filled)
                .mapToDouble(column -> all(column).variance())
                .toArray();
        double added = settings.varSmoothing() * Arrays.stream(variances).max().orElseThrow();
        double[] constants = shares(classes);
        List<Curves> curves = new ArrayList<>();
        for (int column = 0; column < filled.length; column++) {
            if (variances[column] > 0) {
                curves.add(curves(column, filled[column], added, constants));
            } else if (column == 0) {
                curves.add(Curves.flat(column, classes.length));
            }
        }
        return new Gaussians(columns, objective, classes, constants, curves, fillings);
    }

    /// What a null takes, by column; NaN where it does not take the mean.
    private double[] fillings() {
        double[] fillings = new double[row.length];
        Arrays.fill(fillings, Double.NaN);
        int column = 0;
        for (Feature feature : columns.encoding().features()) {
            if (columns.marksNull(feature)) {
                double mean = all(column(column)).mean();
                // As a ridge's: what rows may hold, else 0.
                fillings[column] = GramMatrix.fits(mean) ? mean : 0;
            }
            column += columns.width(feature);
        }
        return fillings;
    }

    /// By column, then by class: with the nulls' fillings, of the classes that have rows.
    private Moments[][] filled(int[] classes, double[] fillings) {
        Moments[][] filled = new Moments[row.length][classes.length];
        for (int column = 0; column < row.length; column++) {
            for (int at = 0; at < classes.length; at++) {
                Moments known = sums[classes[at]][column];
                long nulls = rows[classes[at]] - known.count();
                filled[column][at] = nulls == 0 ? known : known.with(fillings[column], nulls);
            }
        }
        return filled;
    }

    private Moments[] column(int column) {
        return Arrays.stream(sums).map(ofClass -> ofClass[column]).toArray(Moments[]::new);
    }

    private static Moments all(Moments[] column) {
        return Arrays.stream(column).reduce(new Moments(), Moments::plus);
    }

    /// The logarithms of the classes' shares of the rows.
    private double[] shares(int[] classes) {
        double all = Arrays.stream(rows).sum();
        return Arrays.stream(classes)
                .mapToDouble(label -> StrictMath.log(rows[label] / all))
                .toArray();
    }

    /// @param constants are lowered by what stands before each curve; √2π, which stands before all of them, is left out
    private static Curves curves(int column, Moments[] classes, double added, double[] constants) {
        double[] means = new double[classes.length];
        double[] weights = new double[classes.length];
        for (int at = 0; at < classes.length; at++) {
            double variance = classes[at].variance() + added;
            means[at] = classes[at].mean();
            weights[at] = -1 / (2 * variance);
            constants[at] -= StrictMath.log(variance) / 2;
        }
        return new Curves(column, means, weights);
    }
}
