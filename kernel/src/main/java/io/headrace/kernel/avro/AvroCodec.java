package io.headrace.kernel.avro;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/// Avro in the Confluent wire format: a zero, the schema's id in four bytes, the record.
///
/// The subject of a schema is the record's full name, because one topic carries many types. Ids
/// and schemas are asked for once. Safe for use by many threads.
public final class AvroCodec {

    private static final byte MAGIC = 0;
    private static final int HEADER_BYTES = 5;

    private final Schemas schemas;
    private final Map<Schema, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, DatumReader<IndexedRecord>> readers = new ConcurrentHashMap<>();

    public AvroCodec(Schemas schemas) {
        this.schemas = schemas;
    }

    /// Asks for a schema's id now, so that the registry may be away later.
    public int register(Schema schema) {
        return ids.computeIfAbsent(schema, s -> schemas.register(s.getFullName(), s));
    }

    public byte[] encode(SpecificRecord message) {
        Schema schema = message.getSchema();
        int id = register(schema);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try {
            DataOutputStream header = new DataOutputStream(bytes);
            header.writeByte(MAGIC);
            header.writeInt(id);
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new SpecificDatumWriter<SpecificRecord>(schema).write(message, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// A record of its generated class where there is one, else a generic record.
    ///
    /// @throws Unreadable if these bytes are no such message
    /// @throws io.headrace.kernel.Unavailable if the schema is not known yet and the registry is away
    public IndexedRecord decode(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || bytes[0] != MAGIC) {
            throw new Unreadable(
                    "a message begins with a zero byte and the 4 bytes of its schema's id; this one has %d bytes%s"
                            .formatted(bytes.length, bytes.length == 0 ? "" : " and begins with " + bytes[0]));
        }
        int id = ByteBuffer.wrap(bytes, 1, 4).getInt();
        DatumReader<IndexedRecord> reader = readers.computeIfAbsent(id, i -> reader(schemas.schema(i)));
        try {
            return reader.read(
                    null, DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null));
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            throw new Unreadable("a message does not fit its schema %d: %s".formatted(id, e.getMessage()), e);
        }
    }

    private static DatumReader<IndexedRecord> reader(Schema written) {
        Class<?> known = SpecificData.get().getClass(written);
        if (known == null) {
            return new GenericDatumReader<>(written);
        }
        return new SpecificDatumReader<>(written, SpecificData.get().getSchema(known));
    }
}
