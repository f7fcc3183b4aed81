package io.headrace.dataset.stream;

import io.headrace.dataset.core.Misfits;
import io.headrace.dataset.core.RowPlace;
import io.headrace.dataset.core.Tally;
import io.headrace.dataset.core.Tally.Moves;
import io.headrace.exact.GramMatrix;
import io.headrace.exact.LtHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads what [Packer] wrote, in the same order.
final class Unpacker {

    /// Begins a tally. One of 0.1.0 begins with the length of its sums, and has neither misfits nor changes that do not
    /// count.
    static final int LATER_FORM = -1;

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
        boolean isLater = bytes.getInt(bytes.position()) == LATER_FORM;
        if (isLater) {
            number();
        }
        GramMatrix train = GramMatrix.fromBytes(array());
        GramMatrix test = GramMatrix.fromBytes(array());
        LtHash digest = LtHash.fromBytes(array());
        SortedMap<String, Long> refused = new TreeMap<>();
        for (int left = number(); left > 0; left--) {
            refused.put(text(), longNumber());
        }
        long changes = longNumber();
        long departed = longNumber();
        Moves moves = new Moves(changes, isLater ? longNumber() : 0, departed);
        return new Tally(train, test, digest, refused, isLater ? misfits() : new Misfits(0), moves);
    }

    private Misfits misfits() {
        long[] rows = new long[number()];
        List<List<RowPlace>> places = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            rows[i] = longNumber();
            List<RowPlace> own = new ArrayList<>();
            for (int left = number(); left > 0; left--) {
                own.add(new RowPlace(longNumber(), number(), longNumber()));
            }
            places.add(own);
        }
        return new Misfits(rows, places);
    }
}
