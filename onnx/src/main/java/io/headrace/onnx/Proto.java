package io.headrace.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A Protocol Buffers message being written: fields come out in the order they are given, so the same calls give the
/// same bytes. The few wire types that ONNX needs; a library would add a dependency and its own order of things.
public final class Proto {

    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public Proto number(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    public Proto text(int field, String value) {
        return raw(field, value.getBytes(StandardCharsets.UTF_8));
    }

    public Proto texts(int field, List<String> values) {
        values.forEach(value -> text(field, value));
        return this;
    }

    public Proto message(int field, Proto value) {
        return raw(field, value.toBytes());
    }

    public Proto messages(int field, List<Proto> values) {
        values.forEach(value -> message(field, value));
        return this;
    }

    /// Doubles as a tensor's raw data.
    public Proto raw(int field, double[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asDoubleBuffer().put(values);
        return raw(field, buffer.array());
    }

    /// A field that is there many times, one behind the other.
    public Proto packed(int field, long[] values) {
        Proto all = new Proto();
        for (long value : values) {
            all.varint(value);
        }
        return message(field, all);
    }

    /// A field of floats, one behind the other.
    public Proto packed(int field, float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return raw(field, buffer.array());
    }

    public byte[] toBytes() {
        return bytes.toByteArray();
    }

    private Proto raw(int field, byte[] value) {
        tag(field, LENGTH_DELIMITED);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    private void tag(int field, int wireType) {
        varint(((long) field << 3) | wireType);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }
}
