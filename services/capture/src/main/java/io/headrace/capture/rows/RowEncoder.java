package io.headrace.capture.rows;

import io.headrace.capture.core.Column;
import io.headrace.capture.core.Kind;
import io.headrace.capture.core.RowShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/// Encodes the rows of one table in one shape. Not thread-safe.
///
/// A row is an array of values in the shape's order: Integer, Long, Float, Double, Boolean or String, by [Kind].
public final class RowEncoder {

    private final Kind[] kinds;
    private final int[] key;
    private final int partitions;
    private final byte[] envelopeHead;
    private final byte[] keyHead;
    private final byte[] sourceHead;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final BinaryEncoder avro = EncoderFactory.get().directBinaryEncoder(bytes, null);

    /// Registers the schemas.
    ///
    /// @param table where the rows lie
    /// @param partitions of the table's topic
    public RowEncoder(TableName table, RowShape shape, int partitions, SchemaIds ids) {
        this.kinds = shape.columns().stream().map(Column::kind).toArray(Kind[]::new);
        this.key = shape.key().stream().mapToInt(Integer::intValue).toArray();
        this.partitions = partitions;
        String topic = table.topic();
        this.envelopeHead = head(ids.idOf(topic + "-value", RowSchemas.envelope(topic, shape)));
        this.keyHead = head(ids.idOf(topic + "-key", RowSchemas.key(topic, shape)));
        this.sourceHead = constants(List.of("postgresql", table.source(), table.schema(), table.table()));
    }

    /// The envelope of a change.
    ///
    /// @param op `c`, `u`, `d` or `r` (read)
    public byte[] envelope(
            @Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after, String op, Origin at) {
        bytes.reset();
        bytes.writeBytes(envelopeHead);
        try {
            row(before);
            row(after);
            bytes.writeBytes(sourceHead);
            avro.writeLong(at.micros());
            positive(at.xid());
            positive(at.lsn());
            avro.writeString(op);
            avro.writeIndex(1);
            avro.writeLong(at.micros() / 1000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// The key of a row.
    public byte[] key(@Nullable Object[] row) {
        bytes.reset();
        bytes.writeBytes(keyHead);
        keyValues(row);
        return bytes.toByteArray();
    }

    /// The partition of a row: a hash over its key's values alone, so that no change of a schema can move it.
    public int partition(@Nullable Object[] row) {
        if (partitions == 1) {
            return 0;
        }
        bytes.reset();
        for (int column : key) {
            String value = String.valueOf(row[column]);
            bytes.writeBytes(value.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            bytes.write(0);
        }
        return Utils.toPositive(Utils.murmur2(bytes.toByteArray())) % partitions;
    }

    private void keyValues(@Nullable Object[] row) {
        try {
            for (int column : key) {
                Object value = row[column];
                if (value == null) {
                    throw new IllegalStateException("A primary key has a null in column " + column);
                }
                value(kinds[column], value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void row(@Nullable Object @Nullable [] row) throws IOException {
        if (row == null) {
            avro.writeIndex(0);
            return;
        }
        avro.writeIndex(1);
        for (int i = 0; i < kinds.length; i++) {
            Object value = row[i];
            if (value == null) {
                avro.writeIndex(0);
            } else {
                avro.writeIndex(1);
                value(kinds[i], value);
            }
        }
    }

    private void value(Kind kind, Object value) throws IOException {
        switch (kind) {
            case INT -> avro.writeInt(((Number) value).intValue());
            case LONG -> avro.writeLong(((Number) value).longValue());
            case FLOAT -> avro.writeFloat(((Number) value).floatValue());
            case DOUBLE -> avro.writeDouble(((Number) value).doubleValue());
            case BOOLEAN -> avro.writeBoolean((Boolean) value);
            case TEXT -> avro.writeString((String) value);
        }
    }

    private void positive(long value) throws IOException {
        avro.writeIndex(value == 0 ? 0 : 1);
        if (value != 0) {
            avro.writeLong(value);
        }
    }

    /// What stands before every message: Confluent's magic byte and the number of its schema.
    public static byte[] head(int id) {
        return new byte[] {0, (byte) (id >>> 24), (byte) (id >>> 16), (byte) (id >>> 8), (byte) id};
    }

    private static byte[] constants(List<String> values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            for (String value : values) {
                encoder.writeString(value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
