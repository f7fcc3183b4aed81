package io.headrace.dataset.stream;

import io.headrace.dataset.core.Assessed;
import io.headrace.dataset.core.Assessor;
import io.headrace.dataset.core.KeyOrder;
import io.headrace.dataset.core.RowShape;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// The rows of a dataset in the order of their keys, whatever their number and wherever they lay. Not thread-safe.
public final class DatasetRows {

    /// Before every key, so that there is something behind all of them.
    private static final byte FIRST = 0;

    private static final RowShape NO_KEY = new RowShape(List.of(), List.of());

    private final RowCodec codec;
    private final Assessor assessor;
    private final RowStore sorted;
    private final FlatRow row = new FlatRow();
    private RowShape key = NO_KEY;

    DatasetRows(RowCodec codec, Assessor assessor, RowStore sorted) {
        this.codec = codec;
        this.assessor = assessor;
        this.sorted = sorted;
    }

    void put(byte[] rowKey, byte[] stored) {
        key = codec.keyShape(RowCodec.keySchemaOf(stored));
        byte[] order = KeyOrder.bytes(key, codec.keyTexts(rowKey, StoredRows.SLOT, stored));
        byte[] place =
                ByteBuffer.allocate(1 + order.length).put(FIRST).put(order).array();
        sorted.put(
                place,
                ByteBuffer.allocate(Integer.BYTES + rowKey.length + stored.length)
                        .putInt(rowKey.length)
                        .put(rowKey)
                        .put(stored)
                        .array());
    }

    /// The columns of the table's key; none where there are no rows.
    public RowShape key() {
        return key;
    }

    /// Hands over all that are not refused.
    public void forEach(Consumer<DatasetRow> taker) {
        sorted.scan(new byte[0], new byte[] {FIRST + 1}, (_, both) -> {
            int border = Integer.BYTES + ByteBuffer.wrap(both).getInt();
            byte[] stored = Arrays.copyOfRange(both, border, both.length);
            List<String> texts = codec.keyTexts(both, Integer.BYTES + StoredRows.SLOT, stored);
            codec.read(stored, row);
            switch (assessor.assess(row, texts)) {
                case Assessed.Refused _ -> {}
                case Assessed.Counted counted ->
                    taker.accept(new DatasetRow(texts, counted.place(), counted.test(), assessor.cells(row)));
            }
            return true;
        });
    }
}
