package io.headrace.onnx;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A Protocol Buffers message that [Proto] wrote, field by field.
public final class ProtoReader {

    private static final int WIRE_TYPE_BITS = 3;

    private record Field(int number, ByteBuffer value) {}

    private final List<Field> fields = new ArrayList<>();

    /// @throws IllegalArgumentException if these bytes are no such message
    public ProtoReader(ByteBuffer bytes) {
        ByteBuffer left = bytes.slice();
        try {
            while (left.hasRemaining()) {
                long tag = varint(left);
                read(left, (int) (tag >>> WIRE_TYPE_BITS), (int) (tag & 7));
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("these bytes end in the middle of a message", e);
        }
    }

    private void read(ByteBuffer left, int number, int wireType) {
        switch (wireType) {
            case 0 -> {
                long _ = varint(left);
            }
            case 2 -> {
                int length = Math.toIntExact(varint(left));
                fields.add(new Field(number, left.slice(left.position(), length)));
                left.position(left.position() + length);
            }
            default ->
                throw new IllegalArgumentException("a field of wire type %d is none of ours".formatted(wireType));
        }
    }

    public List<ProtoReader> messages(int number) {
        return values(number).stream().map(ProtoReader::new).toList();
    }

    public ProtoReader message(int number) {
        return new ProtoReader(value(number));
    }

    public String text(int number) {
        return StandardCharsets.UTF_8.decode(value(number).slice()).toString();
    }

    public List<String> texts(int number) {
        return values(number).stream()
                .map(value -> StandardCharsets.UTF_8.decode(value.slice()).toString())
                .toList();
    }

    /// A tensor's raw data as doubles.
    public List<Double> doubles(int number) {
        ByteBuffer raw = value(number).slice().order(ByteOrder.LITTLE_ENDIAN);
        List<Double> doubles = new ArrayList<>();
        while (raw.hasRemaining()) {
            doubles.add(raw.getDouble());
        }
        return doubles;
    }

    private List<ByteBuffer> values(int number) {
        return fields.stream()
                .filter(field -> field.number() == number)
                .map(Field::value)
                .toList();
    }

    private ByteBuffer value(int number) {
        return values(number).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a message lacks its field %d".formatted(number)));
    }

    private static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = bytes.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than 64 bits");
    }
}
