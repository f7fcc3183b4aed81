package io.headrace.worker.trees;

import io.headrace.dataset.stream.DatasetRow;
import io.headrace.worker.fitting.Columns;
import io.headrace.worker.fitting.Objective;
import java.util.Arrays;
import java.util.function.Consumer;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/// The training rows of a dataset, as numbers.
final class TrainRows implements Consumer<DatasetRow> {

    /// The longest array of a JVM.
    static final long NUMBERS_MAX = Integer.MAX_VALUE - 8;

    private final Columns columns;
    private final Objective objective;
    private final int width;
    private final double[] numbers;
    private final float[] values;
    private final double[] labels;
    private int rows;

    /// @param rows how many there will be; times the width they are [#NUMBERS_MAX] at most
    TrainRows(Columns columns, Objective objective, int rows) {
        this.columns = columns;
        this.objective = objective;
        this.width = columns.width();
        this.numbers = new double[width];
        this.values = new float[Math.multiplyExact(rows, width)];
        this.labels = new double[rows];
    }

    @Override
    public void accept(DatasetRow row) {
        if (!row.test()) {
            columns.put(row.cells(), numbers);
            for (int column = 0; column < width; column++) {
                values[rows * width + column] = (float) numbers[column];
            }
            labels[rows] = objective.label(row.cells().getLast());
            rows++;
        }
    }

    /// What each prediction begins with: the mean label of a regression, which is taken away in double before a label
    /// becomes a float, so that only differences are rounded; 0 of a classification.
    double offset() {
        return switch (objective) {
            case Objective.Regression _ -> Arrays.stream(labels).average().orElse(0);
            case Objective.Binary _, Objective.MultiClass _ -> 0;
        };
    }

    Columns columns() {
        return columns;
    }

    /// The labels without the offset.
    float[] labels() {
        if (rows != labels.length) {
            throw new IllegalStateException("%,d training rows came, and %,d were to".formatted(rows, labels.length));
        }
        double offset = offset();
        float[] near = new float[labels.length];
        for (int i = 0; i < near.length; i++) {
            near[i] = (float) (labels[i] - offset);
        }
        return near;
    }

    /// Outside of the heap: to be disposed of.
    DMatrix matrix() throws XGBoostError {
        DMatrix matrix = new DMatrix(values, labels.length, width, Float.NaN);
        matrix.setLabel(labels());
        return matrix;
    }
}
