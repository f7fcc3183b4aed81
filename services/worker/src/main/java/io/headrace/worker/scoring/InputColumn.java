package io.headrace.worker.scoring;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.headrace.exact.Cell;
import io.headrace.exact.Encoding;
import io.headrace.exact.Feature;
import io.headrace.exact.NullRule;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Set;

/// One input of a model: a feature, as the model wants it.
///
/// A null numeric or date is NaN and a null categorical an empty text, as in a model of ours; a null
/// boolean is the constant that stands in for it.
///
/// @param nulls what becomes of a null
public record InputColumn(Feature feature, NullRule nulls, OnnxJavaType type) {

    /// The column of a model that wants a feature as one of its [types][#types].
    public static InputColumn of(Encoding encoding, Feature feature, OnnxJavaType type) {
        return new InputColumn(feature, encoding.nullsOf(feature), type);
    }

    /// The types that a model may want a feature as.
    static Set<OnnxJavaType> types(Feature.Kind kind) {
        return switch (kind) {
            case NUMERIC -> Set.of(OnnxJavaType.DOUBLE, OnnxJavaType.FLOAT);
            case DATE -> Set.of(OnnxJavaType.DOUBLE);
            case BOOLEAN -> Set.of(OnnxJavaType.BOOL, OnnxJavaType.INT64, OnnxJavaType.FLOAT);
            case CATEGORICAL -> Set.of(OnnxJavaType.STRING);
        };
    }

    /// N rows of one value.
    ///
    /// @param cells the feature's, row by row
    public OnnxTensor tensor(OrtEnvironment runtime, List<Cell> cells) throws OrtException {
        long[] shape = {cells.size(), 1};
        if (type == OnnxJavaType.STRING) {
            return OnnxTensor.createTensor(
                    runtime, cells.stream().map(this::text).toArray(String[]::new), shape);
        }
        double[] numbers = cells.stream().mapToDouble(this::number).toArray();
        if (type == OnnxJavaType.DOUBLE) {
            return OnnxTensor.createTensor(runtime, DoubleBuffer.wrap(numbers), shape);
        }
        if (type == OnnxJavaType.FLOAT) {
            FloatBuffer floats = FloatBuffer.allocate(numbers.length);
            for (double number : numbers) {
                floats.put((float) number);
            }
            return OnnxTensor.createTensor(runtime, floats.flip(), shape);
        }
        if (type == OnnxJavaType.INT64) {
            LongBuffer longs = LongBuffer.allocate(numbers.length);
            for (double number : numbers) {
                longs.put((long) number);
            }
            return OnnxTensor.createTensor(runtime, longs.flip(), shape);
        }
        ByteBuffer flags = ByteBuffer.allocateDirect(numbers.length);
        for (double number : numbers) {
            flags.put((byte) (number == 0 ? 0 : 1));
        }
        return OnnxTensor.createTensor(runtime, flags.flip(), shape, OnnxJavaType.BOOL);
    }

    private double number(Cell cell) {
        return switch (cell) {
            case Cell.Numeric(double value) -> value;
            case Cell.Flag(boolean value) -> value ? 1 : 0;
            case Cell.Missing() -> feature.kind() == Feature.Kind.BOOLEAN ? constant() : Double.NaN;
            case Cell.Text text -> throw wrong(text);
        };
    }

    private double constant() {
        return switch (nulls) {
            case NullRule.Constant(double value) -> value;
            case NullRule.Exclude(), NullRule.Mean(), NullRule.Median() -> throw wrong(Cell.MISSING);
        };
    }

    private String text(Cell cell) {
        return switch (cell) {
            case Cell.Text(String value) -> value;
            case Cell.Missing() -> "";
            case Cell.Numeric _, Cell.Flag _ -> throw wrong(cell);
        };
    }

    private IllegalArgumentException wrong(Cell cell) {
        return new IllegalArgumentException(
                "%s cannot be %s in a row of the dataset: it is %s".formatted(feature.column(), cell, feature.kind()));
    }
}
