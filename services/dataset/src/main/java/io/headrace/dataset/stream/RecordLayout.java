package io.headrace.dataset.stream;

import io.headrace.dataset.core.Kind;
import io.headrace.dataset.core.RowShape;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/// How the fields of a flat Avro record follow each other: what a decoder needs to find them again.
final class RecordLayout {

    /// Holds a column's own name where Avro does not allow it as a field's name.
    private static final String COLUMN = "column";

    static final int NOT_OPTIONAL = -1;

    private final RowShape shape;
    private final Schema[] types;
    private final int[] nullBranch;

    private RecordLayout(RowShape shape, Schema[] types, int[] nullBranch) {
        this.shape = shape;
        this.types = types;
        this.nullBranch = nullBranch;
    }

    static RecordLayout of(Schema record) {
        List<Field> fields = record.getFields();
        List<String> names = new ArrayList<>();
        List<Kind> kinds = new ArrayList<>();
        Schema[] types = new Schema[fields.size()];
        int[] nullBranch = new int[fields.size()];
        for (int i = 0; i < types.length; i++) {
            Field field = fields.get(i);
            String column = field.getProp(COLUMN);
            names.add(column == null ? field.name() : column);
            nullBranch[i] = nullBranch(field.schema());
            types[i] = nullBranch[i] == NOT_OPTIONAL
                    ? field.schema()
                    : field.schema().getTypes().get(1 - nullBranch[i]);
            kinds.add(kind(types[i]));
        }
        return new RecordLayout(new RowShape(names, kinds), types, nullBranch);
    }

    RowShape shape() {
        return shape;
    }

    int size() {
        return types.length;
    }

    Schema type(int field) {
        return types[field];
    }

    /// Which branch of the field's union is null; [#NOT_OPTIONAL]: it is no such union.
    int nullBranch(int field) {
        return nullBranch[field];
    }

    private static int nullBranch(Schema schema) {
        if (schema.getType() != Schema.Type.UNION || schema.getTypes().size() != 2) {
            return NOT_OPTIONAL;
        }
        for (int branch = 0; branch < 2; branch++) {
            if (schema.getTypes().get(branch).getType() == Schema.Type.NULL) {
                return branch;
            }
        }
        return NOT_OPTIONAL;
    }

    private static Kind kind(Schema type) {
        return switch (type.getType()) {
            case INT, LONG -> Kind.INTEGER;
            case FLOAT, DOUBLE -> Kind.FLOATING;
            case BOOLEAN -> Kind.BOOLEAN;
            case STRING -> Kind.TEXT;
            case NULL, BYTES, FIXED, ENUM, RECORD, ARRAY, MAP, UNION -> Kind.OTHER;
        };
    }
}
