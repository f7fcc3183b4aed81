package io.headrace.worker.rowfile;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/// An Avro object container file. A name that Avro does not allow has `_` for each such character, and stands in the
/// field's property `column`.
final class AvroFile implements RowFile {

    private static final int DEFLATE_LEVEL = 6;

    /// Between blocks. Avro takes a random one otherwise, so that no two files would be equal.
    private static final byte[] SYNC =
            Arrays.copyOf("io.headrace.rows".getBytes(StandardCharsets.US_ASCII), DataFileConstants.SYNC_SIZE);

    private final Schema schema;
    private final DataFileWriter<GenericRecord> out;

    AvroFile(Path file, RowColumns columns) throws IOException {
        this.schema = schema(columns);
        this.out = new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(schema));
        out.setCodec(CodecFactory.deflateCodec(DEFLATE_LEVEL));
        out.create(schema, new BufferedOutputStream(Files.newOutputStream(file)), SYNC);
    }

    @Override
    public void write(List<@Nullable Object> values) throws IOException {
        GenericRecord row = new GenericData.Record(schema);
        for (int i = 0; i < values.size(); i++) {
            row.put(i, values.get(i));
        }
        out.append(row);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static Schema schema(RowColumns columns) {
        List<Schema.Field> fields = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (RowColumns.Column column : columns.columns()) {
            String name = name(column.name(), names);
            names.add(name);
            Schema optional = Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(type(column.type())));
            Schema.Field field = new Schema.Field(name, optional, null, Schema.Field.NULL_DEFAULT_VALUE);
            if (!name.equals(column.name())) {
                field.addProp("column", column.name());
            }
            fields.add(field);
        }
        return Schema.createRecord("Row", null, "io.headrace.dataset", false, fields);
    }

    /// One that Avro allows and no field before has.
    private static String name(String column, List<String> taken) {
        String allowed = column.replaceAll("[^A-Za-z0-9_]", "_").replaceFirst("^(?=[0-9]|$)", "_");
        String name = allowed;
        for (int number = 2; taken.contains(name); number++) {
            name = allowed + "_" + number;
        }
        return name;
    }

    private static Schema.Type type(RowColumns.Type type) {
        return switch (type) {
            case INTEGER -> Schema.Type.LONG;
            case NUMBER -> Schema.Type.DOUBLE;
            case FLAG -> Schema.Type.BOOLEAN;
            case TEXT -> Schema.Type.STRING;
        };
    }
}
