package io.headrace.kernel.shell;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An aggregate as it is stored; sequence 0 and no state: not yet.
record StateRow(
        String aggregateId,
        long sequence,
        @Nullable Instant deadline,
        @Nullable String state) {

    boolean isNew() {
        return state == null;
    }
}
