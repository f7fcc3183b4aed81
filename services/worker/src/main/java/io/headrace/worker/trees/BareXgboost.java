package io.headrace.worker.trees;

import java.util.Map;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/// XGBoost as its manual shows it, without anything of ours: for measuring.
public record BareXgboost(TreeSettings settings) {

    /// Grows the trees of a regression, and throws them away.
    ///
    /// @param values row by row, as many in each
    /// @param labels one per row
    /// @return nanoseconds from the floats to the last tree
    public long nanos(float[] values, float[] labels) {
        Map<String, Object> parameters = new TreeMap<>(settings.parameters());
        parameters.put("objective", "reg:squarederror");
        parameters.put("base_score", 0f);
        try {
            long began = System.nanoTime();
            DMatrix matrix = new DMatrix(values, labels.length, values.length / labels.length, Float.NaN);
            try {
                matrix.setLabel(labels);
                Booster booster =
                        XGBoost.train(matrix, parameters, settings.ensemble().rounds(), Map.of(), null, null);
                long nanos = System.nanoTime() - began;
                booster.dispose();
                return nanos;
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost alone cannot grow %s".formatted(settings), e);
        }
    }
}
