package io.headrace.client;

import io.headrace.events.LiveModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// Records of the live topic as models.
///
/// They are read as generic records: Avro's specific ones would make every subscriber set a system property that
/// allows our classes.
final class LiveModels {

    private static final byte CONFLUENT = 0;
    private static final int PREFIX = 5;

    private final SchemaRegistryClient schemas;

    LiveModels(SchemaRegistryClient schemas) {
        this.schemas = schemas;
    }

    /// Reads the record.
    ///
    /// @throws IOException if the schema registry cannot be asked now
    /// @throws UnusableModelException if the record is not a model, or not the one that it claims to be
    Model read(ConsumerRecord<byte[], byte[]> record) throws IOException, InterruptedException {
        ByteBuffer payload = ByteBuffer.wrap(record.value());
        if (payload.remaining() < PREFIX || payload.get() != CONFLUENT) {
            throw new UnusableModelException(
                    "%s is not in the Confluent wire format (a zero, then the schema's id in 4 bytes)"
                            .formatted(place(record)));
        }
        Schema writer = schemas.schema(payload.getInt());
        try {
            return model(record, decode(record.value(), writer));
        } catch (IOException | AvroRuntimeException | ClassCastException e) {
            throw new UnusableModelException("%s is not a LiveModel".formatted(place(record)), e);
        }
    }

    private static GenericRecord decode(byte[] payload, Schema writer) throws IOException {
        GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(writer, LiveModel.getClassSchema());
        return reader.read(null, DecoderFactory.get().binaryDecoder(payload, PREFIX, payload.length - PREFIX, null));
    }

    private static Model model(ConsumerRecord<byte[], byte[]> record, GenericRecord live) {
        GenericRecord version = (GenericRecord) live.get("model");
        GenericRecord cut = (GenericRecord) version.get("cut");
        Model.Origin origin = new Model.Origin(
                version.get("pipeline").toString(),
                (long) version.get("version"),
                (int) version.get("revision"),
                new Cut(
                        cut.get("source").toString(),
                        cut.get("systemId").toString(),
                        (long) cut.get("number"),
                        (long) cut.get("commitLsn"),
                        micros(cut.get("committedAt"))));
        Artifact artifact = Artifact.verified(
                "%s v%d at %s".formatted(origin.pipeline(), origin.version(), place(record)),
                (ByteBuffer) version.get("artifact"),
                version.get("sha256").toString());
        Model.Deployment deployment = new Model.Deployment(
                id(record), (long) live.get("deployment"), micros(live.get("deployedAt")), Events.traceparent(record));
        return new Model(deployment, origin, artifact);
    }

    private static String id(ConsumerRecord<byte[], byte[]> record) {
        Header id = record.headers().lastHeader("ce_id");
        if (id == null || id.value() == null) {
            throw new UnusableModelException(
                    "%s has no header ce_id: it was not written by Headrace".formatted(place(record)));
        }
        return new String(id.value(), StandardCharsets.UTF_8);
    }

    private static Instant micros(Object value) {
        return Instant.EPOCH.plus(Duration.of((long) value, ChronoUnit.MICROS));
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return "The record at offset %d of %s".formatted(record.offset(), record.topic());
    }
}
