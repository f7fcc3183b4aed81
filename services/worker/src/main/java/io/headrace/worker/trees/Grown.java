package io.headrace.worker.trees;

import java.util.List;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/// Trees as XGBoost has them, outside of the heap.
///
/// @param offset to be added to what they predict
record Grown(Booster booster, Objective objective, double offset) implements AutoCloseable {

    BoosterJson json() throws XGBoostError {
        return BoosterJson.read(booster.toByteArray("json"));
    }

    /// What XGBoost predicts for rows: a number, or the probability of each class.
    ///
    /// @param values row by row
    double[][] predict(float[] values, int rows) throws XGBoostError {
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
