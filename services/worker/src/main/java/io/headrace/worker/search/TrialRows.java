package io.headrace.worker.search;

import io.headrace.dataset.stream.DatasetRow;
import io.headrace.worker.fitting.Rows;
import java.util.function.Consumer;

/// The training rows of a dataset, some of which stand in for the test rows, which no trial sees.
///
/// @param validationBelow the place in the split below which they do
record TrialRows(Rows rows, double validationBelow) implements Rows {

    @Override
    public void forEach(Consumer<DatasetRow> taker) {
        rows.forEach(row -> {
            if (!row.test()) {
                taker.accept(row.as(row.place() < validationBelow));
            }
        });
    }

    Counts counts() {
        long[] counts = new long[2];
        forEach(row -> counts[row.test() ? 1 : 0]++);
        return new Counts(counts[0], counts[1]);
    }

    /// How many.
    record Counts(long train, long validation) {}
}
