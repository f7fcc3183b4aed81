package io.headrace.training.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.headrace.exact.Cell;
import io.headrace.exact.Feature;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What ONNX Runtime answers.
public final class Answers {

    private Answers() {}

    /// One prediction per row.
    ///
    /// @param rows one cell per feature: a null numeric is asked as NaN, a null categorical as an empty text
    public static double[] of(byte[] model, List<Feature> features, List<List<Cell>> rows) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(model)) {
            Map<String, OnnxTensor> inputs = new HashMap<>();
            for (int i = 0; i < features.size(); i++) {
                int at = i;
                List<Cell> column = rows.stream().map(row -> row.get(at)).toList();
                inputs.put(
                        features.get(i).column(),
                        OnnxTensor.createTensor(environment, tensor(features.get(i), column)));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                double[][] output = (double[][])
                        result.get(LinearGraph.OUTPUT).orElseThrow().getValue();
                return Arrays.stream(output).mapToDouble(row -> row[0]).toArray();
            }
        }
    }

    private static Object tensor(Feature feature, List<Cell> column) {
        return switch (feature.kind()) {
            case NUMERIC, DATE ->
                column.stream()
                        .map(cell -> new double[] {cell instanceof Cell.Numeric number ? number.value() : Double.NaN})
                        .toArray(double[][]::new);
            case BOOLEAN ->
                column.stream()
                        .map(cell -> new boolean[] {((Cell.Flag) cell).value()})
                        .toArray(boolean[][]::new);
            case CATEGORICAL ->
                column.stream()
                        .map(cell -> new String[] {cell instanceof Cell.Text text ? text.value() : ""})
                        .toArray(String[][]::new);
        };
    }
}
