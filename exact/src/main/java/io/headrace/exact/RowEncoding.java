package io.headrace.exact;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The canonical bytes of a row, for [LtHash]: the same columns and values give the same bytes, different ones
/// different bytes, in whatever order the columns are declared.
///
/// All numbers big-endian. Columns (4 bytes, how many), then, sorted by name (Java's `String` order), per column:
///
/// | bytes | what |
/// |---|---|
/// | 4, n | length of the name and the name in UTF-8 |
/// | 1 | kind: 0 null, 1 number, 2 false, 3 true, 4 text |
/// | 8 | of a number: IEEE 754 binary64; −0 is written as 0, every NaN as the canonical one |
/// | 4, n | of a text: length and UTF-8 |
public final class RowEncoding {

    private final int[] order;
    private final byte[][] names;

    /// An encoding of rows whose cells come in the given order of columns.
    public RowEncoding(List<String> columns) {
        order = IntStream.range(0, columns.size())
                .boxed()
                .sorted(Comparator.comparing(columns::get))
                .mapToInt(Integer::intValue)
                .toArray();
        names = columns.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    /// Encodes a row.
    public byte[] encode(List<? extends Cell> cells) {
        if (cells.size() != names.length) {
            throw new IllegalArgumentException("%d cells for %d columns".formatted(cells.size(), names.length));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(32 * names.length + 4);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(names.length);
            for (int column : order) {
                out.writeInt(names[column].length);
                out.write(names[column]);
                write(cells.get(column), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(Cell cell, DataOutputStream out) throws IOException {
        switch (cell) {
            case Cell.Missing() -> out.writeByte(0);
            case Cell.Numeric number -> {
                out.writeByte(1);
                out.writeLong(Double.doubleToLongBits(number.value() + 0.0)); // −0 + 0 is 0.
            }
            case Cell.Flag flag -> out.writeByte(flag.value() ? 3 : 2);
            case Cell.Text text -> {
                byte[] utf8 = text.value().getBytes(StandardCharsets.UTF_8);
                out.writeByte(4);
                out.writeInt(utf8.length);
                out.write(utf8);
            }
        }
    }
}
