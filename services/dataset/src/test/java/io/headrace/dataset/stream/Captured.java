package io.headrace.dataset.stream;

import io.headrace.events.Cut;
import io.headrace.schemas.RowHeaders;
import io.headrace.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// Writes cuts as capture does: every record with its cut, the last of each topic partition marked.
final class Captured {

    static final String TOPIC = "cdc.shop.public.house";

    private final MemoryWire wire;
    private final int partitions;
    private long committedAt;
    private long cut;
    private long generation;
    private List<Draft> drafts = new ArrayList<>();

    /// @param committedAt of the cuts, in microseconds since the epoch
    Captured(MemoryWire wire, int partitions, long committedAt) {
        this.wire = wire;
        this.partitions = partitions;
        this.committedAt = committedAt;
    }

    @SuppressWarnings("ArrayRecordComponent") // Written, never compared.
    private record Draft(int partition, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {}

    Captured put(House house) {
        return change(house, house.row());
    }

    Captured delete(House house) {
        Captured _ = change(house, null);
        drafts.add(new Draft(partition(house), wire.encodeGeneric(house.key()), null, new RecordHeaders()));
        return this;
    }

    /// A row of any shape.
    Captured change(House key, @Nullable GenericRecord after) {
        GenericRecord envelope =
                new GenericData.Record(after == null ? House.ENVELOPE : House.envelope(after.getSchema()));
        envelope.put("after", after);
        envelope.put("op", after == null ? "d" : "c");
        drafts.add(new Draft(
                partition(key), wire.encodeGeneric(key.key()), wire.encodeGeneric(envelope), new RecordHeaders()));
        return this;
    }

    /// A record that nobody can read.
    Captured garbage() {
        drafts.add(new Draft(0, new byte[] {7}, new byte[] {7}, new RecordHeaders()));
        return this;
    }

    /// A row that somebody wrote without its key.
    Captured keyless(House house) {
        put(house);
        Draft draft = drafts.removeLast();
        drafts.add(new Draft(draft.partition(), null, draft.value(), draft.headers()));
        return this;
    }

    Captured reset() {
        generation++;
        return mark(RowHeaders.RESET, number(generation));
    }

    Captured complete() {
        return mark(RowHeaders.COMPLETE, new byte[0]);
    }

    Captured unchanged() {
        return mark(RowHeaders.UNCHANGED, new byte[0]);
    }

    /// From now on cuts are committed at this time, in microseconds since the epoch.
    Captured at(long micros) {
        committedAt = micros;
        return this;
    }

    private Captured mark(String kind, byte[] value) {
        for (int partition = 0; partition < partitions; partition++) {
            Headers headers = new RecordHeaders();
            headers.add(kind, value);
            drafts.add(new Draft(partition, kind.getBytes(StandardCharsets.UTF_8), new byte[0], headers));
        }
        return this;
    }

    private int partition(House house) {
        return Math.floorMod(Long.hashCode(house.id() * 31), partitions);
    }

    /// Ends the cut: its records, in order per partition.
    List<ProducerRecord<byte[], byte[]>> cut() {
        cut++;
        Set<Integer> touched = new HashSet<>();
        drafts.forEach(draft -> touched.add(draft.partition()));
        Set<Integer> ended = new HashSet<>();
        for (Draft draft : drafts.reversed()) {
            Headers headers = draft.headers();
            headers.add(RowHeaders.CUT, number(cut));
            headers.add(
                    RowHeaders.PARTS,
                    ByteBuffer.allocate(Integer.BYTES).putInt(touched.size()).array());
            if (ended.add(draft.partition())) {
                headers.add(RowHeaders.LAST, new byte[0]);
            }
        }
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Draft draft : drafts) {
            records.add(new ProducerRecord<>(TOPIC, draft.partition(), draft.key(), draft.value(), draft.headers()));
        }
        drafts = new ArrayList<>();
        Cut listed = new Cut("shop", "7412", cut, 1000 + cut, Instant.EPOCH.plus(committedAt, ChronoUnit.MICROS));
        records.add(new ProducerRecord<>(Topics.cuts("shop"), 0, null, wire.encode(listed)));
        return records;
    }

    /// Gives the cut up: its records, but for the last of each partition, and its number stay behind.
    List<ProducerRecord<byte[], byte[]>> giveUp() {
        return cut().stream()
                .filter(record -> record.headers().lastHeader(RowHeaders.CUT) != null)
                .filter(record -> record.headers().lastHeader(RowHeaders.LAST) == null)
                .toList();
    }

    /// Of the last cut.
    long number() {
        return cut;
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
