package io.headrace.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Values in the Confluent wire format: a zero, the schema's id in four bytes, Avro.
///
/// They are read as generic records: Avro's specific ones would make every subscriber set a system property that
/// allows our classes.
final class ConfluentAvro {

    private static final byte MAGIC = 0;
    private static final int PREFIX = 5;

    private final SchemaRegistryClient schemas;

    ConfluentAvro(SchemaRegistryClient schemas) {
        this.schemas = schemas;
    }

    /// Reads the value of a record.
    ///
    /// @param reader the schema to read it by; null: the one that it was written by
    /// @throws IOException if the schema registry cannot be asked now
    /// @throws UnusableModelException if it is no such value
    GenericRecord read(ConsumerRecord<byte[], byte[]> record, @Nullable Schema reader)
            throws IOException, InterruptedException {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        ByteBuffer payload = ByteBuffer.wrap(value);
        if (payload.remaining() < PREFIX || payload.get() != MAGIC) {
            throw new UnusableModelException(
                    "%s is not in the Confluent wire format (a zero, then the schema's id in 4 bytes)"
                            .formatted(place(record)));
        }
        Schema writer = schemas.schema(payload.getInt());
        try {
            return new GenericDatumReader<GenericRecord>(writer, reader == null ? writer : reader)
                    .read(null, DecoderFactory.get().binaryDecoder(value, PREFIX, value.length - PREFIX, null));
        } catch (IOException | AvroRuntimeException e) {
            throw new UnusableModelException(
                    "%s is not the %s that it claims to be".formatted(place(record), writer.getName()), e);
        }
    }

    /// Where a record stands, for an error.
    static String place(ConsumerRecord<byte[], byte[]> record) {
        return "The record at offset %d of %s".formatted(record.offset(), record.topic());
    }
}
