package io.headrace.dataset.stream;

import io.headrace.dataset.core.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// All of a row: its key and every column that is not null, by name. Rows that say the same under different schemas
/// are the same. Not thread-safe.
final class WholeRow {

    private final RowCodec codec;
    private final FlatRow row = new FlatRow();
    private final IdentityHashMap<RecordLayout, int[]> orders = new IdentityHashMap<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

    WholeRow(RowCodec codec) {
        this.codec = codec;
    }

    /// Bytes that are equal for equal rows alone: the key's texts, then names and texts of the columns in the order of
    /// names, each behind its length.
    ///
    /// @param from where the key's values begin
    byte[] element(byte[] keyValues, int from, byte[] stored) {
        List<String> key = codec.keyTexts(keyValues, from, stored);
        RecordLayout layout = codec.layout(RowCodec.schemaOf(stored));
        codec.read(stored, row);
        bytes.reset();
        number(key.size());
        key.forEach(this::text);
        for (int column : orders.computeIfAbsent(layout, WholeRow::order)) {
            if (!row.isNull(column) && layout.shape().kind(column) != Kind.OTHER) {
                text(layout.shape().name(column));
                text(row.canonical(column));
            }
        }
        return bytes.toByteArray();
    }

    /// Texts of the columns that are not null, by name.
    SortedMap<String, String> columns(byte[] stored) {
        RecordLayout layout = codec.layout(RowCodec.schemaOf(stored));
        codec.read(stored, row);
        SortedMap<String, String> columns = new TreeMap<>();
        for (int column = 0; column < layout.size(); column++) {
            if (!row.isNull(column) && layout.shape().kind(column) != Kind.OTHER) {
                columns.put(layout.shape().name(column), row.canonical(column));
            }
        }
        return columns;
    }

    boolean isSame(byte[] keyValues, int from, byte[] one, byte[] other) {
        return Arrays.equals(one, other)
                || Arrays.equals(element(keyValues, from, one), element(keyValues, from, other));
    }

    private static int[] order(RecordLayout layout) {
        return IntStream.range(0, layout.size())
                .boxed()
                .sorted(Comparator.comparing(layout.shape()::name))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        bytes.writeBytes(utf8);
    }

    private void number(int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes.write(value >>> shift);
        }
    }
}
