package io.headrace.worker.fitting;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.headrace.client.onnx.OnnxEnvironment;
import io.headrace.exact.Cell;
import io.headrace.exact.Encoding;
import io.headrace.exact.Feature;
import io.headrace.worker.scoring.InputColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A graph of raw columns that ONNX Runtime is asked about, on one thread, as a subscriber would.
public final class Asked implements AutoCloseable {

    private final OrtEnvironment runtime = OnnxEnvironment.open();
    private final Encoding encoding;
    private final OrtSession session;

    public Asked(byte[] graph, Encoding encoding) throws OrtException {
        this.encoding = encoding;
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            this.session = runtime.createSession(graph, options);
        }
    }

    /// The answers, row by row.
    ///
    /// @param rows one cell per feature; more are not looked at
    public double[][] predict(List<List<Cell>> rows) throws OrtException {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            for (int i = 0; i < encoding.features().size(); i++) {
                int at = i;
                Feature feature = encoding.features().get(i);
                List<Cell> cells = rows.stream().map(row -> row.get(at)).toList();
                inputs.put(
                        feature.column(),
                        InputColumn.of(encoding, feature, type(feature)).tensor(runtime, cells));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                return (double[][]) result.get(0).getValue();
            }
        } finally {
            OnnxValue.close(inputs);
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }

    private static OnnxJavaType type(Feature feature) {
        return switch (feature.kind()) {
            case NUMERIC, DATE -> OnnxJavaType.DOUBLE;
            case CATEGORICAL -> OnnxJavaType.STRING;
            case BOOLEAN -> OnnxJavaType.BOOL;
        };
    }
}
