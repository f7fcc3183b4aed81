package io.headrace.kernel.real;

import io.headrace.kernel.avro.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/// Rows of headrace.request as the control engine captures them.
public final class RequestRows {

    private static final Schema ROW = SchemaBuilder.record("Value")
            .namespace("cdc.headrace.headrace.request")
            .fields()
            .requiredString("id")
            .requiredString("kind")
            .optionalString("pipeline")
            .optionalLong("version")
            .optionalString("letter")
            .optionalString("reason")
            .requiredString("asked_by")
            .endRecord();

    private static final Schema ENVELOPE = SchemaBuilder.record("Envelope")
            .namespace("cdc.headrace.headrace.request")
            .fields()
            .requiredString("op")
            .name("after")
            .type()
            .optional()
            .type(ROW)
            .endRecord();

    private RequestRows() {}

    /// The message of a row that ann has written, unless its columns say who.
    public static byte[] written(SchemaRegistry registry, String id, Map<String, Object> columns) {
        GenericRecord row = new GenericData.Record(ROW);
        row.put("id", id);
        row.put("asked_by", "ann");
        columns.forEach(row::put);
        GenericRecord envelope = new GenericData.Record(ENVELOPE);
        envelope.put("op", "c");
        envelope.put("after", row);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int schema = registry.register("request-envelope", ENVELOPE);
        bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(schema).array());
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<GenericRecord>(ENVELOPE).write(envelope, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
