package io.headrace.app.torture;

import io.headrace.app.torture.ChangeSum.Op;
import io.headrace.dataset.RegistryWire;
import io.headrace.schemas.RowHeaders;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// The topic of one table, taken apart into cuts. Not thread-safe.
final class CutParts {

    private final String table;
    private final RegistryWire wire;
    private final Findings findings;
    private final Map<Long, Part> parts = new LinkedHashMap<>();
    private byte @Nullable [] deleted;
    private long last;

    CutParts(String table, RegistryWire wire, Findings findings) {
        this.table = table;
        this.wire = wire;
        this.findings = findings;
    }

    /// What a cut holds of the table.
    static final class Part {
        private final ChangeSum sum;
        private final List<Long> marks = new ArrayList<>();
        private int touches;
        private boolean isEnded;
        private long step;

        Part(ChangeSum sum) {
            this.sum = sum;
        }

        ChangeSum sum() {
            return sum;
        }

        /// Numbers of transactions that left their mark here.
        List<Long> marks() {
            return marks;
        }

        /// How many topic partitions the cut touches, as its headers say.
        int touches() {
            return touches;
        }

        /// Whether its last record was there.
        boolean isEnded() {
            return isEnded;
        }
    }

    /// In the order of the topic.
    Map<Long, Part> all() {
        return parts;
    }

    void take(ConsumerRecord<byte[], byte[]> message) {
        long cut = number(message, RowHeaders.CUT);
        if (cut < last) {
            findings.add(
                    Promise.CUTS, "%s@%d goes from cut %d back to %d".formatted(table, message.offset(), last, cut));
        }
        last = cut;
        Part part = parts.computeIfAbsent(cut, number -> new Part(new ChangeSum()));
        if (part.isEnded) {
            findings.add(
                    Promise.CUTS, "%s@%d stands behind the last of cut %d".formatted(table, message.offset(), cut));
        }
        part.touches = (int) number(message, RowHeaders.PARTS);
        part.isEnded |= message.headers().lastHeader(RowHeaders.LAST) != null;
        tombstones(message);
        if (message.value() == null) {
            return;
        }
        if (message.headers().lastHeader(RowHeaders.RESET) != null) {
            part.sum.add(Op.TRUNCATE, 0, 0);
        } else if (message.headers().lastHeader(RowHeaders.COMPLETE) == null) {
            GenericRecord envelope = (GenericRecord) wire.decode(message.value());
            row(part, envelope, message.offset());
            deleted = envelope.get("op").toString().equals("d") ? message.key() : null;
        }
    }

    /// Right behind a delete stands its tombstone, and nowhere else does one.
    private void tombstones(ConsumerRecord<byte[], byte[]> message) {
        boolean isTombstone = message.value() == null;
        if (isTombstone != (deleted != null) || (isTombstone && !Arrays.equals(deleted, message.key()))) {
            findings.add(
                    Promise.CHANGES,
                    "%s@%d: a delete has one tombstone, right behind it".formatted(table, message.offset()));
        }
        deleted = null;
    }

    private void row(Part part, GenericRecord envelope, long offset) {
        switch (envelope.get("op").toString()) {
            case "r" -> {} // as the table was when it was read
            case "c" -> written(part, Op.CREATE, row(envelope, "after"), offset);
            case "u" -> written(part, Op.UPDATE, row(envelope, "after"), offset);
            case "d" -> {
                GenericRecord before = row(envelope, "before");
                part.sum.add(Op.DELETE, number(before, "id"), number(before, "v"));
            }
            default ->
                findings.add(
                        Promise.CHANGES, "%s@%d is a change of kind %s".formatted(table, offset, envelope.get("op")));
        }
    }

    private void written(Part part, Op op, GenericRecord row, long offset) {
        if (table.equals(Tables.MARK)) {
            part.marks.add(number(row, "tx"));
            part.sum.add(op, number(row, "tx"), number(row, "writer"));
            return;
        }
        long step = number(row, "step");
        if (step < part.step) {
            findings.add(
                    Promise.CHANGES,
                    "%s@%d is of statement %d and comes behind one of statement %d"
                            .formatted(table, offset, step, part.step));
        }
        part.step = step;
        part.sum.add(op, number(row, "id"), number(row, "v"));
    }

    private static GenericRecord row(GenericRecord envelope, String field) {
        return (GenericRecord) Objects.requireNonNull(envelope.get(field), field);
    }

    private static long number(GenericRecord row, String column) {
        return ((Number) Objects.requireNonNull(row.get(column), column)).longValue();
    }

    private static long number(ConsumerRecord<byte[], byte[]> message, String name) {
        @Nullable Header header = message.headers().lastHeader(name);
        byte[] bytes = Objects.requireNonNull(header, name).value();
        return bytes.length == Long.BYTES
                ? ByteBuffer.wrap(bytes).getLong()
                : ByteBuffer.wrap(bytes).getInt();
    }
}
