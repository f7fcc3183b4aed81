package io.headrace.dataset.stream;

import io.headrace.dataset.core.Misfits;
import io.headrace.dataset.core.RowPlace;
import io.headrace.dataset.core.Tally;
import io.headrace.dataset.core.Tally.Moves;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the values of state and of internal messages. All numbers big-endian; read back by [Unpacker].
final class Packer {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

    Packer flag(boolean value) {
        bytes.write(value ? 1 : 0);
        return this;
    }

    Packer number(int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes.write(value >>> shift);
        }
        return this;
    }

    Packer number(long value) {
        return number((int) (value >>> 32)).number((int) value);
    }

    Packer array(byte[] value) {
        number(value.length);
        bytes.writeBytes(value);
        return this;
    }

    Packer text(String value) {
        return array(value.getBytes(StandardCharsets.UTF_8));
    }

    Packer optional(@Nullable String value) {
        flag(value != null);
        return value == null ? this : text(value);
    }

    Packer tally(Tally tally) {
        number(Unpacker.LATER_FORM);
        array(tally.train().toBytes())
                .array(tally.test().toBytes())
                .array(tally.digest().toBytes());
        number(tally.refused().size());
        tally.refused().forEach((reason, count) -> text(reason).number(count.longValue()));
        Moves moves = tally.moves();
        number(moves.changes()).number(moves.departed()).number(moves.uncounted());
        return misfits(tally.misfits());
    }

    private Packer misfits(Misfits misfits) {
        number(misfits.size());
        for (int i = 0; i < misfits.size(); i++) {
            List<RowPlace> places = misfits.places(i);
            number(misfits.rows(i)).number(places.size());
            places.forEach(
                    place -> number(place.cut()).number(place.partition()).number(place.offset()));
        }
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
