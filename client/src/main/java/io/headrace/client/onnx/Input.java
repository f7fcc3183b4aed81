package io.headrace.client.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One input of the graph: a column of the table.
///
/// @param column its name
/// @param type what the graph wants of it
/// @param rank 1 for a plain list of values, 2 for a column of a matrix
record Input(String column, OnnxJavaType type, int rank) {

    static List<Input> of(OrtSession session) throws OrtException {
        List<Input> inputs = new ArrayList<>();
        for (NodeInfo node : session.getInputInfo().values()) {
            TensorInfo tensor = (TensorInfo) node.getInfo();
            inputs.add(new Input(node.getName(), tensor.type, tensor.getShape().length));
        }
        return List.copyOf(inputs);
    }

    OnnxTensor tensor(OrtEnvironment runtime, List<? extends Map<String, ? extends @Nullable Object>> rows)
            throws OrtException {
        if (type == OnnxJavaType.DOUBLE) {
            double[] values = rows.stream().mapToDouble(this::number).toArray();
            return OnnxTensor.createTensor(runtime, DoubleBuffer.wrap(values), shape(rows.size()));
        }
        if (type == OnnxJavaType.FLOAT) {
            FloatBuffer values = FloatBuffer.allocate(rows.size());
            rows.forEach(row -> values.put((float) numberOrTruth(row)));
            return OnnxTensor.createTensor(runtime, values.flip(), shape(rows.size()));
        }
        if (type == OnnxJavaType.INT64) {
            long[] values = rows.stream().mapToLong(row -> truth(row) ? 1 : 0).toArray();
            return OnnxTensor.createTensor(runtime, LongBuffer.wrap(values), shape(rows.size()));
        }
        if (type == OnnxJavaType.BOOL) {
            ByteBuffer values = ByteBuffer.allocateDirect(rows.size());
            rows.forEach(row -> values.put((byte) (truth(row) ? 1 : 0)));
            return OnnxTensor.createTensor(runtime, values.flip(), shape(rows.size()), OnnxJavaType.BOOL);
        }
        if (type == OnnxJavaType.STRING) {
            String[] values = rows.stream().map(this::text).toArray(String[]::new);
            return OnnxTensor.createTensor(runtime, values, shape(rows.size()));
        }
        throw new IllegalStateException(
                "Column %s is %s: only DOUBLE, FLOAT, BOOL, INT64 and STRING are known".formatted(column, type));
    }

    private long[] shape(int rows) {
        long[] shape = new long[rank];
        Arrays.fill(shape, 1);
        shape[0] = rows;
        return shape;
    }

    private double number(Map<String, ? extends @Nullable Object> row) {
        return switch (row.get(column)) {
            case Number number -> number.doubleValue();
            case LocalDate day -> seconds(day.atStartOfDay().toInstant(ZoneOffset.UTC));
            case LocalDateTime time -> seconds(time.toInstant(ZoneOffset.UTC));
            case Instant time -> seconds(time);
            case null, default ->
                throw wrong(row, "a number (a date or a time may be a LocalDate, LocalDateTime or Instant)");
        };
    }

    private static double seconds(Instant time) {
        // A double has no room for nanoseconds; that must not make it another second.
        return Math.min(time.getEpochSecond() + time.getNano() / 1e9, Math.nextDown(time.getEpochSecond() + 1.0));
    }

    /// A graph may want a boolean as a number, too.
    private double numberOrTruth(Map<String, ? extends @Nullable Object> row) {
        return row.get(column) instanceof Boolean truth ? (truth ? 1 : 0) : number(row);
    }

    private boolean truth(Map<String, ? extends @Nullable Object> row) {
        if (row.get(column) instanceof Boolean truth) {
            return truth;
        }
        throw wrong(row, "a boolean");
    }

    private String text(Map<String, ? extends @Nullable Object> row) {
        if (row.get(column) instanceof String text) {
            return text;
        }
        throw wrong(row, "a string");
    }

    private IllegalArgumentException wrong(Map<String, ? extends @Nullable Object> row, String wanted) {
        String found = row.containsKey(column) ? "is " + row.get(column) : "is missing; the row has " + row.keySet();
        return new IllegalArgumentException("Column %s must be %s, but %s".formatted(column, wanted, found));
    }
}
