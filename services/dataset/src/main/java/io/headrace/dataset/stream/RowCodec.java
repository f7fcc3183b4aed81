package io.headrace.dataset.stream;

import io.headrace.dataset.core.RowShape;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// From Debezium's envelopes to rows as they are stored, and back to values. Not thread-safe.
///
/// A stored row is the id of its schema, the id of its key's schema, and `after` in Avro as it came. Its key is the
/// key's values alone, in Avro: a new schema of the same key does not move a row.
final class RowCodec {

    private static final int WIRE_HEADER = 5;
    private static final int STORED_HEADER = 8;

    private final Wire wire;
    private final Map<Integer, EnvelopeLayout> envelopes = new HashMap<>();
    private final Map<Integer, RecordLayout> keys = new HashMap<>();
    private final Map<Integer, Schema> schemas = new HashMap<>();
    private final AvroBytes cursor = new AvroBytes();
    private final FlatRow scratch = new FlatRow();

    RowCodec(Wire wire) {
        this.wire = wire;
    }

    /// @param before fields to skip before `after`
    private record EnvelopeLayout(List<Schema> before, int nullBranch, RecordLayout row) {}

    /// The row after a change, as it is stored; null: it is deleted.
    byte @Nullable [] after(byte[] key, byte[] value) {
        int id = id(value);
        EnvelopeLayout layout = envelope(id);
        try {
            cursor.reset(value, WIRE_HEADER);
            for (Schema field : layout.before()) {
                cursor.skip(field);
            }
            if (cursor.readLong() == layout.nullBranch()) {
                return null;
            }
            int from = cursor.position();
            int end = scratch.read(value, from, layout.row());
            return ByteBuffer.allocate(STORED_HEADER + end - from)
                    .putInt(id)
                    .putInt(id(key))
                    .put(value, from, end - from)
                    .array();
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw new UnreadableRecord("the row does not fit its schema %d: %s".formatted(id, e.getMessage()), e);
        }
    }

    /// Where a change came from, as far as its envelope says so.
    RowOrigin origin(byte[] value) {
        int id = id(value);
        Schema envelope = schemas.computeIfAbsent(id, wire::schema);
        Schema.Field source = envelope.getField("source");
        if (source == null || source.schema().getType() != Schema.Type.RECORD) {
            return RowOrigin.NONE;
        }
        try {
            cursor.reset(value, WIRE_HEADER);
            envelope.getFields().subList(0, source.pos()).forEach(field -> cursor.skip(field.schema()));
            return origin(source.schema());
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw new UnreadableRecord("the row does not fit its schema %d: %s".formatted(id, e.getMessage()), e);
        }
    }

    private RowOrigin origin(Schema source) {
        long xid = 0;
        long lsn = 0;
        for (Schema.Field field : source.getFields()) {
            boolean wanted = field.name().equals("txId") || field.name().equals("lsn");
            if (!wanted || field.schema().getType() != Schema.Type.UNION) {
                cursor.skip(field.schema());
                continue;
            }
            Schema branch = field.schema().getTypes().get(Math.toIntExact(cursor.readLong()));
            long number = 0;
            if (branch.getType() == Schema.Type.LONG) {
                number = cursor.readLong();
            } else {
                cursor.skip(branch);
            }
            if (field.name().equals("lsn")) {
                lsn = number;
            } else {
                xid = number;
            }
        }
        return new RowOrigin(xid, lsn);
    }

    /// The values of a key, without the schema's id.
    static byte[] keyValues(byte[] key) {
        id(key);
        byte[] values = new byte[key.length - WIRE_HEADER];
        System.arraycopy(key, WIRE_HEADER, values, 0, values.length);
        return values;
    }

    /// Reads a stored row.
    void read(byte[] stored, FlatRow into) {
        into.read(stored, STORED_HEADER, envelope(schemaOf(stored)).row());
    }

    /// The key's canonical texts.
    List<String> keyTexts(byte[] keyValues, int from, byte[] stored) {
        int id = keySchemaOf(stored);
        try {
            scratch.read(keyValues, from, key(id));
            return scratch.texts();
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw new UnreadableRecord("the key does not fit its schema %d: %s".formatted(id, e.getMessage()), e);
        }
    }

    /// The canonical texts of a record's key.
    List<String> texts(byte[] key, int schema) {
        try {
            scratch.read(key, WIRE_HEADER, key(schema));
            return scratch.texts();
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw new UnreadableRecord("the key does not fit its schema %d: %s".formatted(schema, e.getMessage()), e);
        }
    }

    /// The columns of keys of a schema.
    RowShape keyShape(int schema) {
        return key(schema).shape();
    }

    /// The id of the schema that a stored row was written with.
    static int schemaOf(byte[] stored) {
        return ByteBuffer.wrap(stored).getInt();
    }

    /// The id of the schema of a stored row's key.
    static int keySchemaOf(byte[] stored) {
        return ByteBuffer.wrap(stored).getInt(Integer.BYTES);
    }

    /// How rows of a schema lie.
    RecordLayout layout(int schema) {
        return envelope(schema).row();
    }

    /// The id of a message's schema.
    static int id(byte[] message) {
        if (message.length < WIRE_HEADER || message[0] != 0) {
            throw new UnreadableRecord(
                    "a message begins with a zero byte and the 4 bytes of its schema's id; this one has %d bytes"
                            .formatted(message.length));
        }
        return ByteBuffer.wrap(message).getInt(1);
    }

    private EnvelopeLayout envelope(int id) {
        return envelopes.computeIfAbsent(id, i -> envelope(i, wire.schema(i)));
    }

    private static EnvelopeLayout envelope(int id, Schema schema) {
        Schema.Field after = schema.getType() == Schema.Type.RECORD ? schema.getField("after") : null;
        if (after == null || after.schema().getType() != Schema.Type.UNION) {
            throw new UnreadableRecord(
                    "schema %d is no change of a row: it has no optional field 'after'".formatted(id));
        }
        List<Schema> before = schema.getFields().subList(0, after.pos()).stream()
                .map(Schema.Field::schema)
                .toList();
        List<Schema> branches = after.schema().getTypes();
        int nullBranch = branches.getFirst().getType() == Schema.Type.NULL ? 0 : 1;
        return new EnvelopeLayout(before, nullBranch, RecordLayout.of(branches.get(1 - nullBranch)));
    }

    private RecordLayout key(int id) {
        return keys.computeIfAbsent(id, i -> RecordLayout.of(wire.schema(i)));
    }
}
