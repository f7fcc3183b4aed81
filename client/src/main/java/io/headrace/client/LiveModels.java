package io.headrace.client;

import io.headrace.events.LiveModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// Records of the live topic as models.
final class LiveModels {

    private final ConfluentAvro avro;
    private final ArtifactTopic artifacts;

    LiveModels(ConfluentAvro avro, ArtifactTopic artifacts) {
        this.avro = avro;
        this.artifacts = artifacts;
    }

    /// Reads the record, and the bytes where they are not inline.
    ///
    /// @throws IOException if the schema registry cannot be asked now, or the bytes are not there yet
    /// @throws UnusableModelException if the record is not a model, or not the one that it claims to be
    Model read(ConsumerRecord<byte[], byte[]> record) throws IOException, InterruptedException {
        GenericRecord live = avro.read(record, LiveModel.getClassSchema());
        try {
            return model(record, live);
        } catch (AvroRuntimeException | ClassCastException e) {
            throw new UnusableModelException("%s is not a LiveModel".formatted(ConfluentAvro.place(record)), e);
        }
    }

    private Model model(ConsumerRecord<byte[], byte[]> record, GenericRecord live)
            throws IOException, InterruptedException {
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
        String sha256 = version.get("sha256").toString();
        ByteBuffer inline = (ByteBuffer) version.get("artifact");
        boolean isElsewhere = !inline.hasRemaining() && (long) version.get("size") > 0;
        Artifact artifact = Artifact.verified(
                "%s v%d at %s".formatted(origin.pipeline(), origin.version(), ConfluentAvro.place(record)),
                isElsewhere ? artifacts.bytes(origin.pipeline(), sha256) : inline,
                sha256);
        Model.Deployment deployment = new Model.Deployment(
                id(record), (long) live.get("deployment"), micros(live.get("deployedAt")), Events.traceparent(record));
        return new Model(deployment, origin, artifact);
    }

    private static String id(ConsumerRecord<byte[], byte[]> record) {
        Header id = record.headers().lastHeader("ce_id");
        if (id == null || id.value() == null) {
            throw new UnusableModelException(
                    "%s has no header ce_id: it was not written by Headrace".formatted(ConfluentAvro.place(record)));
        }
        return new String(id.value(), StandardCharsets.UTF_8);
    }

    private static Instant micros(Object value) {
        return Instant.EPOCH.plus(Duration.of((long) value, ChronoUnit.MICROS));
    }
}
