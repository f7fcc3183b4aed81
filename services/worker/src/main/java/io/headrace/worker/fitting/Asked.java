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
import io.headrace.exact.NullRule;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
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
                inputs.put(
                        feature.column(),
                        tensor(feature, rows.stream().map(row -> row.get(at)).toList()));
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

    private OnnxTensor tensor(Feature feature, List<Cell> cells) throws OrtException {
        long[] shape = {cells.size(), 1};
        return switch (feature.kind()) {
            case NUMERIC ->
                OnnxTensor.createTensor(
                        runtime,
                        DoubleBuffer.wrap(cells.stream()
                                .mapToDouble(cell -> cell instanceof Cell.Numeric(double value) ? value : Double.NaN)
                                .toArray()),
                        shape);
            case CATEGORICAL ->
                OnnxTensor.createTensor(
                        runtime,
                        cells.stream()
                                .map(cell -> cell instanceof Cell.Text(String value) ? value : "")
                                .toArray(String[]::new),
                        shape);
            case BOOLEAN -> {
                ByteBuffer flags = ByteBuffer.allocateDirect(cells.size());
                boolean forNull =
                        encoding.nullsOf(feature) instanceof NullRule.Constant(double constant) && constant != 0;
                cells.forEach(cell ->
                        flags.put((byte) ((cell instanceof Cell.Flag(boolean value) ? value : forNull) ? 1 : 0)));
                yield OnnxTensor.createTensor(runtime, flags.flip(), shape, OnnxJavaType.BOOL);
            }
        };
    }
}
