package io.headrace.worker.rowfile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A kind of file, told by the end of its name.
public enum RowFormat {
    PARQUET {
        @Override
        public RowFile create(Path file, RowColumns columns) throws IOException {
            return new ParquetFile(file, columns);
        }
    },
    AVRO {
        @Override
        public RowFile create(Path file, RowColumns columns) throws IOException {
            return new AvroFile(file, columns);
        }
    },
    CSV {
        @Override
        public RowFile create(Path file, RowColumns columns) throws IOException {
            return new CsvFile(file, columns);
        }
    };

    /// Makes an empty file; what was there is gone.
    public abstract RowFile create(Path file, RowColumns columns) throws IOException;

    /// Empty: no kind has such a name.
    public static Optional<RowFormat> of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(format -> name.endsWith("." + format.name().toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
