package io.headrace.dataset.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/// A schema registry in a list. Safe for use by many threads.
public final class MemoryWire implements Wire {

    private static final int HEADER = 5;

    private final List<Schema> schemas = new ArrayList<>();

    @Override
    public byte[] encode(SpecificRecord message) {
        return encode(message, new SpecificDatumWriter<>(message.getSchema()));
    }

    public byte[] encodeGeneric(IndexedRecord message) {
        return encode(message, new GenericDatumWriter<>(message.getSchema()));
    }

    @Override
    public IndexedRecord decode(byte[] bytes) {
        Schema written = schema(ByteBuffer.wrap(bytes).getInt(1));
        Class<?> known = SpecificData.get().getClass(written);
        DatumReader<IndexedRecord> reader =
                known == null ? new GenericDatumReader<>(written) : new SpecificDatumReader<>(written);
        try {
            return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized Schema schema(int id) {
        if (id < 1 || id > schemas.size()) {
            throw new UnreadableRecord("schema %d is not known".formatted(id));
        }
        return schemas.get(id - 1);
    }

    private <T extends IndexedRecord> byte[] encode(T message, GenericDatumWriter<T> writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(HEADER)
                .put((byte) 0)
                .putInt(idOf(message.getSchema()))
                .array());
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            writer.write(message, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private synchronized int idOf(Schema schema) {
        int at = schemas.indexOf(schema);
        if (at < 0) {
            schemas.add(schema);
            return schemas.size();
        }
        return at + 1;
    }
}
