package io.headrace.exact;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// MurmurHash3 of 32 bits with seed 0, as Austin Appleby's reference implementation has it for x86
/// (`MurmurHash3_x86_32`): what ONNX Runtime's operator of that name computes, so that a model can do it,
/// too.
final class MurmurHash3 {

    private static final int C1 = 0xcc9e2d51;
    private static final int C2 = 0x1b873593;

    private MurmurHash3() {}

    /// Of the text in CESU-8, from 0 to 2³² − 1: in UTF-8, but with three bytes for each of the two
    /// surrogates of a character beyond U+FFFF. So Java's binding hands texts to ONNX Runtime.
    static long of(String text) {
        ByteBuffer bytes = cesu8(text);
        int length = bytes.remaining();
        int hash = 0;
        while (bytes.remaining() >= Integer.BYTES) {
            hash = Integer.rotateLeft(hash ^ mixed(bytes.getInt()), 13) * 5 + 0xe6546b64;
        }
        int tail = 0;
        for (int shift = 0; bytes.hasRemaining(); shift += Byte.SIZE) {
            tail |= (bytes.get() & 0xff) << shift;
        }
        return Integer.toUnsignedLong(finished(hash ^ mixed(tail) ^ length));
    }

    private static ByteBuffer cesu8(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(3 * text.length()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit < 0x80) {
                bytes.put((byte) unit);
            } else if (unit < 0x800) {
                bytes.put((byte) (0xc0 | (unit >> 6))).put((byte) (0x80 | (unit & 0x3f)));
            } else {
                bytes.put((byte) (0xe0 | (unit >> 12)))
                        .put((byte) (0x80 | ((unit >> 6) & 0x3f)))
                        .put((byte) (0x80 | (unit & 0x3f)));
            }
        }
        return bytes.flip();
    }

    private static int mixed(int block) {
        return Integer.rotateLeft(block * C1, 15) * C2;
    }

    private static int finished(int hash) {
        int h = hash;
        h ^= h >>> 16;
        h *= 0x85ebca6b;
        h ^= h >>> 13;
        h *= 0xc2b2ae35;
        return h ^ h >>> 16;
    }
}
