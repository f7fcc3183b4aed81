package io.headrace.worker.fitting;

import io.headrace.dataset.stream.DatasetRow;
import java.util.function.Consumer;

/// The rows of a dataset, which can be gone through more than once, in the same order.
@FunctionalInterface
public interface Rows {
    void forEach(Consumer<DatasetRow> taker);
}
