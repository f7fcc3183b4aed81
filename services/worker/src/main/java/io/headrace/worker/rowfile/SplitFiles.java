package io.headrace.worker.rowfile;

import io.headrace.dataset.stream.DatasetRow;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A dataset's two splits in files of their own: `train.avro`, `test.avro`, `train.parquet`,
/// `test.parquet`. The same rows make the same bytes. They are whole when this is closed. Not thread-safe.
public final class SplitFiles implements Closeable {

    public static final String TRAIN_AVRO = "train.avro";
    public static final String TEST_AVRO = "test.avro";
    public static final String TRAIN_PARQUET = "train.parquet";
    public static final String TEST_PARQUET = "test.parquet";

    private final RowColumns columns;
    private final Pair train;
    private final Pair test;

    /// How many rows there are of each split.
    public record Counts(long train, long test) {}

    private SplitFiles(RowColumns columns, Pair train, Pair test) {
        this.columns = columns;
        this.train = train;
        this.test = test;
    }

    /// Makes the files, empty; what was there is gone.
    ///
    /// @param columns in which split a row is, is not written, even if these say so
    public static SplitFiles create(Path folder, RowColumns columns) throws IOException {
        RowColumns written = columns.withoutSplit();
        Pair train = Pair.create(folder.resolve(TRAIN_AVRO), folder.resolve(TRAIN_PARQUET), written);
        try {
            return new SplitFiles(
                    written, train, Pair.create(folder.resolve(TEST_AVRO), folder.resolve(TEST_PARQUET), written));
        } catch (IOException e) {
            train.close();
            throw e;
        }
    }

    /// Writes a row to the files of its split.
    public void write(DatasetRow row) throws IOException {
        (row.test() ? test : train).write(columns.values(row));
    }

    /// How many rows were written.
    public Counts counts() {
        return new Counts(train.rows, test.rows);
    }

    @Override
    public void close() throws IOException {
        try (Pair _ = test) {
            train.close();
        }
    }

    /// The same rows as Avro and as Parquet.
    private static final class Pair implements Closeable {

        private final RowFile avro;
        private final RowFile parquet;
        private long rows;

        private Pair(RowFile avro, RowFile parquet) {
            this.avro = avro;
            this.parquet = parquet;
        }

        private static Pair create(Path avro, Path parquet, RowColumns columns) throws IOException {
            RowFile first = RowFormat.AVRO.create(avro, columns);
            try {
                return new Pair(first, RowFormat.PARQUET.create(parquet, columns));
            } catch (IOException e) {
                first.close();
                throw e;
            }
        }

        private void write(List<@Nullable Object> values) throws IOException {
            avro.write(values);
            parquet.write(values);
            rows++;
        }

        @Override
        public void close() throws IOException {
            try (RowFile _ = parquet) {
                avro.close();
            }
        }
    }
}
