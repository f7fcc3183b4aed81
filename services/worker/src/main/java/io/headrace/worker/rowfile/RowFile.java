package io.headrace.worker.rowfile;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file that rows are written to. The same rows make the same bytes. Not thread-safe.
public sealed interface RowFile extends Closeable permits AvroFile, CsvFile, ParquetFile {

    /// Writes the next row.
    ///
    /// @param values one for each column, of the column's type
    void write(List<@Nullable Object> values) throws IOException;
}
