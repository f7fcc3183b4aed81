package io.headrace.capture.rows;

import io.headrace.capture.core.Column;
import io.headrace.capture.core.Kind;
import io.headrace.capture.core.RowShape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/// The Avro schemas of a table's topic: Debezium's envelope, with every column optional.
///
/// They follow from names and kinds alone, so a change from the WAL and a row that capture reads itself get
/// the same schema, and a column that becomes nullable changes nothing.
final class RowSchemas {

    /// The property that holds a column's own name where Avro does not allow it as a field's name.
    static final String COLUMN = "column";

    private RowSchemas() {}

    /// @param topic gives the namespace
    static Schema envelope(String topic, RowShape shape) {
        String namespace = legal(topic, true);
        Schema row = record(namespace, "Value", shape.columns(), true);
        List<Field> fields = List.of(
                optional("before", row),
                optional("after", row),
                new Field("source", source(namespace)),
                new Field("op", Schema.create(Schema.Type.STRING)),
                optional("ts_ms", Schema.create(Schema.Type.LONG)));
        return Schema.createRecord("Envelope", null, namespace, false, fields);
    }

    static Schema key(String topic, RowShape shape) {
        return record(legal(topic, true), "Key", shape.keyColumns(), false);
    }

    private static Schema source(String namespace) {
        Schema text = Schema.create(Schema.Type.STRING);
        Schema number = Schema.create(Schema.Type.LONG);
        List<Field> fields = List.of(
                new Field("connector", text),
                new Field("name", text),
                new Field("schema", text),
                new Field("table", text),
                new Field("ts_us", number),
                optional("txId", number),
                optional("lsn", number));
        return Schema.createRecord("Source", null, namespace, false, fields);
    }

    private static Schema record(String namespace, String name, List<Column> columns, boolean optional) {
        Set<String> taken = new HashSet<>();
        List<Field> fields = new ArrayList<>();
        for (Column column : columns) {
            String fieldName = free(legal(column.name(), false), taken);
            Schema type = type(column.kind());
            Field field = optional ? optional(fieldName, type) : new Field(fieldName, type);
            if (!fieldName.equals(column.name())) {
                field.addProp(COLUMN, column.name());
            }
            fields.add(field);
        }
        return Schema.createRecord(name, null, namespace, false, fields);
    }

    private static Field optional(String name, Schema type) {
        Schema union = Schema.createUnion(Schema.create(Schema.Type.NULL), type);
        return new Field(name, union, null, Field.NULL_DEFAULT_VALUE);
    }

    private static Schema type(Kind kind) {
        return Schema.create(
                switch (kind) {
                    case INT -> Schema.Type.INT;
                    case LONG -> Schema.Type.LONG;
                    case FLOAT -> Schema.Type.FLOAT;
                    case DOUBLE -> Schema.Type.DOUBLE;
                    case BOOLEAN -> Schema.Type.BOOLEAN;
                    case TEXT -> Schema.Type.STRING;
                });
    }

    private static String legal(String name, boolean dots) {
        String kept = name.replaceAll(dots ? "[^A-Za-z0-9_.]" : "[^A-Za-z0-9_]", "_");
        String started = kept.isEmpty() || Character.isDigit(kept.charAt(0)) ? "_" + kept : kept;
        return dots ? started.replaceAll("\\.(?=[0-9])", "._") : started;
    }

    private static String free(String name, Set<String> taken) {
        String candidate = name;
        for (int i = 2; !taken.add(candidate); i++) {
            candidate = name + "_" + i;
        }
        return candidate;
    }
}
