package io.headrace.exact;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The two serial forms of a [GramMatrix].
///
/// Compact: format (1 byte, 1), columns (2 bytes, big-endian), then per entry the number of zero bytes left out at its
/// little end (1 byte), the number of bytes that follow (1 byte), and those bytes, little end first. Bytes at the big
/// end that only repeat the sign are left out. So a matrix has one compact form.
final class GramBytes {

    private static final byte FORMAT = 1;
    private static final int HEADER = 3;
    private static final int ENTRY = GramMatrix.LIMBS * Long.BYTES;

    private GramBytes() {}

    static void writeRaw(long[] limbs, byte[] target, int offset) {
        ByteBuffer.wrap(target, offset, limbs.length * Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .put(limbs);
    }

    static long[] readRaw(byte[] source, int offset, int length) {
        long[] limbs = new long[length];
        ByteBuffer.wrap(source, offset, length * Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .get(limbs);
        return limbs;
    }

    static byte[] compact(int columns, long[] limbs) {
        byte[] raw = new byte[limbs.length * Long.BYTES];
        writeRaw(limbs, raw, 0);
        ByteBuffer out = ByteBuffer.allocate(HEADER + limbs.length / GramMatrix.LIMBS * (ENTRY + 2));
        out.put(FORMAT).putShort((short) columns);
        for (int from = 0; from < raw.length; from += ENTRY) {
            int low = from;
            while (low < from + ENTRY && raw[low] == 0) {
                low++;
            }
            if (low == from + ENTRY) {
                out.put((byte) 0).put((byte) 0);
                continue;
            }
            int high = from + ENTRY - 1;
            byte sign = (byte) (raw[high] >> 7);
            while (high > low && raw[high] == sign && (raw[high - 1] >> 7) == sign) {
                high--;
            }
            int length = high - low + 1;
            out.put((byte) (low - from)).put((byte) length).put(raw, low, length);
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    static GramMatrix expand(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte format = in.get();
        if (format != FORMAT) {
            throw new IllegalArgumentException(
                    "a gram matrix of format %d: this release reads format %d".formatted(format, FORMAT));
        }
        int columns = in.getShort();
        long[] limbs = new long[GramMatrix.limbs(columns)];
        byte[] raw = new byte[limbs.length * Long.BYTES];
        for (int from = 0; from < raw.length; from += ENTRY) {
            int low = from + in.get();
            int length = in.get();
            in.get(raw, low, length);
            if (length > 0 && raw[low + length - 1] < 0) {
                Arrays.fill(raw, low + length, from + ENTRY, (byte) -1);
            }
        }
        return GramMatrix.readFrom(raw, 0, columns);
    }
}
