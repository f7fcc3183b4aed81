package io.headrace.dataset.stream;

import io.headrace.dataset.core.Tally;
import io.headrace.exact.GramMatrix;
import io.headrace.exact.LtHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads what [Packer] wrote, in the same order.
final class Unpacker {

    private final ByteBuffer bytes;

    Unpacker(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /// Whether all was read.
    boolean isAtEnd() {
        return !bytes.hasRemaining();
    }

    boolean flag() {
        return bytes.get() != 0;
    }

    int number() {
        return bytes.getInt();
    }

    long longNumber() {
        return bytes.getLong();
    }

    byte[] array() {
        byte[] value = new byte[number()];
        bytes.get(value);
        return value;
    }

    String text() {
        return new String(array(), StandardCharsets.UTF_8);
    }

    @Nullable
    String optional() {
        return flag() ? text() : null;
    }

    Tally tally() {
        GramMatrix train = GramMatrix.fromBytes(array());
        GramMatrix test = GramMatrix.fromBytes(array());
        LtHash digest = LtHash.fromBytes(array());
        SortedMap<String, Long> refused = new TreeMap<>();
        for (int left = number(); left > 0; left--) {
            refused.put(text(), longNumber());
        }
        return new Tally(train, test, digest, refused, longNumber(), longNumber());
    }
}
