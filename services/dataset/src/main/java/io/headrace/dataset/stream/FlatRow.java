package io.headrace.dataset.stream;

import io.headrace.dataset.core.RowShape;
import io.headrace.dataset.core.RowValues;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/// One flat Avro record, read where it lies; used again for the next. Not thread-safe.
final class FlatRow implements RowValues {

    private static final int NULL = -1;
    private static final RecordLayout NOTHING =
            RecordLayout.of(Schema.createRecord("Nothing", null, "io.headrace", false, List.of()));

    private final AvroBytes bytes = new AvroBytes();
    private RecordLayout layout = NOTHING;
    private int[] at = {};

    /// Finds every field.
    ///
    /// @return where the record ends
    int read(byte[] source, int from, RecordLayout layout) {
        this.layout = layout;
        bytes.reset(source, from);
        if (at.length < layout.size()) {
            at = new int[layout.size()];
        }
        for (int i = 0; i < layout.size(); i++) {
            if (layout.nullBranch(i) != RecordLayout.NOT_OPTIONAL && bytes.readLong() == layout.nullBranch(i)) {
                at[i] = NULL;
            } else {
                at[i] = bytes.position();
                bytes.skip(layout.type(i));
            }
        }
        if (bytes.position() > source.length) {
            throw new IndexOutOfBoundsException(
                    "a record ends at byte %d of %d".formatted(bytes.position(), source.length));
        }
        return bytes.position();
    }

    /// Canonical texts of all fields.
    List<String> texts() {
        List<String> texts = new ArrayList<>(layout.size());
        for (int i = 0; i < layout.size(); i++) {
            texts.add(canonical(i));
        }
        return texts;
    }

    @Override
    public RowShape shape() {
        return layout.shape();
    }

    @Override
    public boolean isNull(int column) {
        return at[column] == NULL;
    }

    @Override
    public long integer(int column) {
        bytes.moveTo(at[column]);
        return bytes.readLong();
    }

    @Override
    public double floating(int column) {
        bytes.moveTo(at[column]);
        return layout.type(column).getType() == Schema.Type.FLOAT ? bytes.readFloat() : bytes.readDouble();
    }

    @Override
    public boolean flag(int column) {
        bytes.moveTo(at[column]);
        return bytes.readBoolean();
    }

    @Override
    public String text(int column) {
        bytes.moveTo(at[column]);
        return bytes.readString();
    }
}
