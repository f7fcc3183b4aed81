package io.headrace.worker.scoring;

import ai.onnxruntime.OnnxTensor;
import io.headrace.exact.Cell;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;

/// A model's answers held against labels.
sealed interface Comparison permits NumberComparison, ClassComparison {

    /// Takes the answers to some rows into account.
    ///
    /// @param rows the features, then the label
    /// @return why none of them can be; empty: they are
    Optional<String> take(OnnxTensor answers, List<List<Cell>> rows);

    /// Of all rows until now.
    ScoredModel scored();

    /// The numbers of a tensor of doubles or floats, row by row.
    static double[] doubles(OnnxTensor tensor) {
        DoubleBuffer doubles = tensor.getDoubleBuffer();
        if (doubles != null) {
            double[] values = new double[doubles.remaining()];
            doubles.get(values);
            return values;
        }
        FloatBuffer floats = tensor.getFloatBuffer();
        double[] values = new double[floats.remaining()];
        for (int i = 0; i < values.length; i++) {
            values[i] = floats.get(i);
        }
        return values;
    }
}
