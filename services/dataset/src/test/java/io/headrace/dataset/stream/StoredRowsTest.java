package io.headrace.dataset.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StoredRowsTest {

    private static final byte[] ROW = {7};

    private final StoredRows rows = new StoredRows(new MemoryRows());

    @Test
    void namesTheSlotsThatHoldRows() {
        assertThat(rows.slots()).isEmpty();

        for (int slot : new int[] {300, 2, 0, 2, 3}) {
            rows.put(StoredRows.key(slot, new byte[] {1}), ROW);
            rows.put(StoredRows.key(slot, new byte[] {-1, 5}), ROW);
        }

        assertThat(rows.slots()).containsExactly(2, 3, 300);
    }
}
