package io.headrace.dataset.core;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Keys as bytes whose unsigned order is that of the keys: numbers by their size, everything else by its UTF-8 bytes.
/// A `numeric` is such a text.
public final class KeyOrder {

    private static final long SIGN = Long.MIN_VALUE;

    private KeyOrder() {}

    /// Different keys of one table have different bytes.
    ///
    /// @param texts canonical, one for each column of the key
    public static byte[] bytes(RowShape key, List<String> texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int column = 0; column < texts.size(); column++) {
            String text = texts.get(column);
            switch (key.kind(column)) {
                case INTEGER -> number(bytes, Long.parseLong(text) ^ SIGN);
                case FLOATING -> number(bytes, sortable(Double.parseDouble(text)));
                case BOOLEAN, TEXT, OTHER -> text(bytes, text);
            }
        }
        return bytes.toByteArray();
    }

    /// IEEE 754 orders positive numbers as their bits, negative ones the other way round.
    private static long sortable(double value) {
        long bits = Double.doubleToLongBits(value);
        return bits < 0 ? ~bits : bits ^ SIGN;
    }

    private static void number(ByteArrayOutputStream bytes, long value) {
        bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    /// Ended by two zero bytes, which no text holds: a zero of its own is followed by 255. So a text comes before those
    /// that it begins.
    private static void text(ByteArrayOutputStream bytes, String text) {
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            bytes.write(one);
            if (one == 0) {
                bytes.write(0xff);
            }
        }
        bytes.write(0);
        bytes.write(0);
    }
}
