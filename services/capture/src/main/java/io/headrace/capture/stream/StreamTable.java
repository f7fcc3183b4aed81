package io.headrace.capture.stream;

import io.headrace.capture.core.Column;
import io.headrace.capture.core.Kind;
import io.headrace.capture.core.RowShape;
import io.headrace.capture.rows.RowEncoder;
import io.headrace.capture.rows.SchemaIds;
import io.headrace.capture.rows.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/// A table as Debezium shows it in one of its schemas, with the encoder for it.
final class StreamTable {

    private final TableName name;
    private final RowShape shape;
    private final List<Field> fields;
    private final RowEncoder encoder;

    private StreamTable(TableName name, RowShape shape, List<Field> fields, RowEncoder encoder) {
        this.name = name;
        this.shape = shape;
        this.fields = fields;
        this.encoder = encoder;
    }

    /// @param row schema of `after`
    /// @param key schema of the key; null where the table has none
    static StreamTable of(TableName name, Schema row, @Nullable Schema key, int partitions, SchemaIds ids) {
        Set<String> keyNames = new HashSet<>();
        if (key != null) {
            key.fields().forEach(field -> keyNames.add(field.name()));
        }
        List<Field> carried = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        List<Integer> keys = new ArrayList<>();
        for (Field field : row.fields()) {
            if (ExactValues.UNREADABLE.equals(field.schema().name())
                    || field.schema().type() == Schema.Type.BYTES) {
                continue;
            }
            if (keyNames.contains(field.name())) {
                keys.add(columns.size());
            }
            columns.add(new Column(field.name(), kind(field.schema())));
            carried.add(field);
        }
        RowShape shape = new RowShape(columns, keys);
        return new StreamTable(name, shape, carried, new RowEncoder(name, shape, partitions, ids));
    }

    TableName name() {
        return name;
    }

    RowShape shape() {
        return shape;
    }

    RowEncoder encoder() {
        return encoder;
    }

    @Nullable
    Object @Nullable [] values(@Nullable Struct row) {
        if (row == null) {
            return null;
        }
        @Nullable Object[] values = new @Nullable Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.getWithoutDefault(fields.get(i).name());
        }
        return values;
    }

    private static Kind kind(Schema schema) {
        return switch (schema.type()) {
            case INT8, INT16, INT32 -> Kind.INT;
            case INT64 -> Kind.LONG;
            case FLOAT32 -> Kind.FLOAT;
            case FLOAT64 -> Kind.DOUBLE;
            case BOOLEAN -> Kind.BOOLEAN;
            case STRING -> Kind.TEXT;
            case BYTES, ARRAY, MAP, STRUCT ->
                throw new IllegalStateException("No column is carried as " + schema.type());
        };
    }
}
