package io.headrace.worker.rowfile;

import blue.strategic.parquet.ParquetWriter;
import blue.strategic.parquet.ValueWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/// An Apache Parquet file, compressed by Snappy.
final class ParquetFile implements RowFile {

    private final RowColumns columns;
    private final ParquetWriter<List<@Nullable Object>> out;

    ParquetFile(Path file, RowColumns columns) throws IOException {
        this.columns = columns;
        Files.deleteIfExists(file); // the writer refuses a file that is there
        this.out = ParquetWriter.writeFile(schema(columns), file.toFile(), this::put);
    }

    @Override
    public void write(List<@Nullable Object> values) throws IOException {
        out.write(values);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void put(List<@Nullable Object> values, ValueWriter row) {
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value != null) {
                row.write(columns.columns().get(i).name(), value);
            }
        }
    }

    private static MessageType schema(RowColumns columns) {
        Types.MessageTypeBuilder schema = Types.buildMessage();
        columns.columns().forEach(column -> schema.addField(field(column)));
        return schema.named("row");
    }

    private static PrimitiveType field(RowColumns.Column column) {
        return switch (column.type()) {
            case INTEGER -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
            case NUMBER -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
            case FLAG -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
            case TEXT ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(column.name());
        };
    }
}
