package io.headrace.dataset.stream;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;

/// Reads Avro's binary encoding where it lies, without making objects. Not thread-safe.
final class AvroBytes {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = {};
    private int at;

    void reset(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    int position() {
        return at;
    }

    void moveTo(int at) {
        this.at = at;
    }

    /// An int or a long.
    long readLong() {
        long raw = 0;
        int shift = 0;
        byte b;
        do {
            b = bytes[at++];
            raw |= (long) (b & 0x7f) << shift;
            shift += 7;
        } while (b < 0);
        return (raw >>> 1) ^ -(raw & 1);
    }

    double readDouble() {
        double value = Double.longBitsToDouble((long) LONG.get(bytes, at));
        at += Long.BYTES;
        return value;
    }

    float readFloat() {
        float value = Float.intBitsToFloat((int) INT.get(bytes, at));
        at += Integer.BYTES;
        return value;
    }

    boolean readBoolean() {
        return bytes[at++] != 0;
    }

    String readString() {
        int length = Math.toIntExact(readLong());
        String value = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return value;
    }

    void skip(Schema schema) {
        switch (schema.getType()) {
            case NULL -> {}
            case BOOLEAN -> at++;
            case INT, LONG, ENUM -> readLong();
            case FLOAT -> at += Float.BYTES;
            case DOUBLE -> at += Double.BYTES;
            case STRING, BYTES -> jump(readLong());
            case FIXED -> jump(schema.getFixedSize());
            case RECORD -> schema.getFields().forEach(field -> skip(field.schema()));
            case UNION -> skip(schema.getTypes().get(Math.toIntExact(readLong())));
            case ARRAY -> skipBlocks(schema.getElementType(), false);
            case MAP -> skipBlocks(schema.getValueType(), true);
        }
    }

    private void skipBlocks(Schema element, boolean hasKeys) {
        for (long count = readLong(); count != 0; count = readLong()) {
            if (count < 0) {
                jump(readLong());
                continue;
            }
            for (long i = 0; i < count; i++) {
                if (hasKeys) {
                    jump(readLong());
                }
                skip(element);
            }
        }
    }

    private void jump(long length) {
        at = Math.addExact(at, Math.toIntExact(length));
        if (length < 0 || at > bytes.length) {
            throw new IndexOutOfBoundsException("a length of %d at byte %d of %d".formatted(length, at, bytes.length));
        }
    }
}
