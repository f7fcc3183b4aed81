package io.headrace.worker.trees;

import io.headrace.dataset.stream.DatasetRow;
import io.headrace.worker.fitting.Columns;
import io.headrace.worker.fitting.Objective;
import io.headrace.worker.fitting.Reference;
import java.util.List;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/// Trees as XGBoost has them, outside of the heap.
///
/// @param offset to be added to what they predict
record Grown(Booster booster, Objective objective, Columns columns, double offset) implements Reference, AutoCloseable {

    /// Both add up floats, in another order.
    static final double TOLERANCE = 1e-5;

    BoosterJson json() throws XGBoostError {
        return BoosterJson.read(booster.toByteArray("json"));
    }

    @Override
    public String name() {
        return "XGBoost";
    }

    @Override
    public double tolerance() {
        return TOLERANCE;
    }

    @Override
    public double scale() {
        return objective instanceof Objective.Regression ? 0 : 1;
    }

    /// What XGBoost predicts.
    @Override
    public double[][] predict(List<DatasetRow> rows) {
        int width = columns.width();
        float[] values = new float[rows.size() * width];
        double[] row = new double[width];
        for (int i = 0; i < rows.size(); i++) {
            columns.put(rows.get(i).cells(), row);
            for (int column = 0; column < width; column++) {
                values[i * width + column] = (float) row[column];
            }
        }
        try {
            return predict(values, rows.size());
        } catch (XGBoostError e) {
            throw new IllegalStateException("trees that were just grown cannot be asked", e);
        }
    }

    private double[][] predict(float[] values, int rows) throws XGBoostError {
        DMatrix matrix = new DMatrix(values, rows, values.length / rows, Float.NaN);
        try {
            float[][] answers = booster.predict(matrix);
            double[][] predictions = new double[rows][];
            for (int i = 0; i < rows; i++) {
                predictions[i] = prediction(answers[i]);
            }
            return predictions;
        } finally {
            matrix.dispose();
        }
    }

    private double[] prediction(float[] answer) {
        return switch (objective) {
            case Objective.Regression _ -> new double[] {answer[0] + offset};
            case Objective.Binary _ -> new double[] {1 - (double) answer[0], answer[0]};
            case Objective.MultiClass(List<String> classes) -> {
                double[] probabilities = new double[classes.size()];
                for (int i = 0; i < probabilities.length; i++) {
                    probabilities[i] = answer[i];
                }
                yield probabilities;
            }
        };
    }

    @Override
    public void close() {
        booster.dispose();
    }
}
