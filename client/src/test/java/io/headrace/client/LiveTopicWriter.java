package io.headrace.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headrace.events.ArtifactChunk;
import io.headrace.events.DeploymentReason;
import io.headrace.events.LiveModel;
import io.headrace.events.ModelDeployed;
import io.headrace.events.ModelVersion;
import io.headrace.schemas.ArtifactChunks;
import io.headrace.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Writes the live topic as Headrace does: in transactions, as CloudEvents with Avro in the Confluent wire format.
final class LiveTopicWriter implements AutoCloseable {

    private final String prefix;
    private final Producer<byte[], byte[]> producer;
    private final int schemaId;
    private final int deployedId;
    private final int chunkId;

    LiveTopicWriter(String bootstrapServers, String confluentUrl) throws Exception {
        this(bootstrapServers, confluentUrl, "");
    }

    /// @param prefix that the topics begin with
    LiveTopicWriter(String bootstrapServers, String confluentUrl, String prefix) throws Exception {
        this.prefix = prefix;
        Map<String, Object> kafka = Map.of("bootstrap.servers", bootstrapServers);
        try (Admin admin = Admin.create(kafka)) {
            if (!admin.listTopics().names().get().contains(prefix + Topics.LIVE)) {
                List<NewTopic> topics = new ArrayList<>();
                for (String compacted : List.of(Topics.LIVE, Topics.ARTIFACT)) {
                    topics.add(new NewTopic(prefix + compacted, 1, (short) 1)
                            .configs(Map.of("cleanup.policy", "compact")));
                }
                Topics.EVENTS.forEach(topic -> topics.add(new NewTopic(prefix + topic, 1, (short) 1)));
                admin.createTopics(topics).all().get();
            }
        }
        schemaId = register(confluentUrl, LiveModel.getClassSchema());
        deployedId = register(confluentUrl, ModelDeployed.getClassSchema());
        chunkId = register(confluentUrl, ArtifactChunk.getClassSchema());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "writer-" + UUID.randomUUID()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /// A model whose digest is true.
    static LiveModel model(String pipeline, long deployment, byte[] artifact) throws Exception {
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(artifact));
        return model(pipeline, deployment, artifact, sha256);
    }

    static LiveModel model(String pipeline, long deployment, byte[] artifact, String sha256) {
        io.headrace.events.Cut cut = new io.headrace.events.Cut(
                "shop",
                "7301",
                deployment * 10,
                0x1_0000_0000L + deployment,
                Instant.parse("2026-01-31T12:00:00.000001Z"));
        return new LiveModel(
                new ModelVersion(
                        pipeline, deployment + 100, 1, cut, sha256, ByteBuffer.wrap(artifact), (long) artifact.length),
                deployment,
                Instant.parse("2026-01-31T12:00:01Z"));
    }

    /// The same, its bytes elsewhere.
    static LiveModel withoutBytes(LiveModel model) {
        return LiveModel.newBuilder(model)
                .setModel(ModelVersion.newBuilder(model.getModel())
                        .setArtifact(ByteBuffer.allocate(0))
                        .build())
                .build();
    }

    /// Writes the chunks of an artifact in one transaction, as the decision does that makes it.
    void store(List<ArtifactChunk> chunks) throws Exception {
        producer.beginTransaction();
        for (ArtifactChunk chunk : chunks) {
            byte[] key = ArtifactChunks.key(chunk).toString().getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(prefix + Topics.ARTIFACT, key, encode(chunk, chunkId)))
                    .get();
        }
        producer.commitTransaction();
    }

    void commit(String id, LiveModel model) throws Exception {
        producer.beginTransaction();
        producer.send(record(id, model)).get();
        producer.commitTransaction();
    }

    /// Writes the event and the record of the live topic in one transaction, as a decision does.
    void decide(String id, LiveModel model) throws Exception {
        ModelVersion version = model.getModel();
        ModelDeployed deployed = new ModelDeployed(
                version.getPipeline(),
                version.getVersion(),
                version.getRevision(),
                model.getDeployment(),
                null,
                version.getCut(),
                version.getSha256(),
                DeploymentReason.AUTOMATIC,
                null);
        ProducerRecord<byte[], byte[]> event = new ProducerRecord<>(
                prefix + Topics.DEPLOYMENT,
                version.getPipeline().getBytes(StandardCharsets.UTF_8),
                encode(deployed, deployedId));
        headers(event, id + "-event", "ModelDeployed", version.getPipeline());
        ProducerRecord<byte[], byte[]> live = record(id, model);
        headers(live, id, "LiveModel", version.getPipeline());
        producer.beginTransaction();
        producer.send(event).get();
        producer.send(live).get();
        producer.commitTransaction();
    }

    private static void headers(ProducerRecord<byte[], byte[]> message, String id, String type, String subject) {
        message.headers().remove("ce_id");
        Map<String, String> headers = Map.of(
                "ce_id",
                id,
                "ce_type",
                "io.headrace." + type,
                "ce_subject",
                subject,
                "ce_time",
                "2026-01-31T12:00:00Z",
                "ce_sequence",
                "1",
                "ce_causation",
                "the test");
        headers.forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    }

    void abort(String id, LiveModel model) throws Exception {
        producer.beginTransaction();
        producer.send(record(id, model)).get();
        producer.abortTransaction();
    }

    private ProducerRecord<byte[], byte[]> record(String id, LiveModel model) {
        byte[] key = model.getModel().getPipeline().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(prefix + Topics.LIVE, key, encode(model, schemaId));
        record.headers().add("ce_id", id.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private static byte[] encode(SpecificRecord message, int schemaId) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            bytes.write(0);
            bytes.write(ByteBuffer.allocate(4).putInt(schemaId).array());
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new SpecificDatumWriter<SpecificRecord>(message.getSchema()).write(message, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static int register(String confluentUrl, Schema schema) throws IOException, InterruptedException {
        ObjectMapper json = new ObjectMapper();
        String body = json.writeValueAsString(Map.of("schema", schema.toString()));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(confluentUrl + "/subjects/" + schema.getFullName() + "/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            String answer =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return json.readTree(answer).required("id").asInt();
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
