package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.schemas.RowHeaders;
import io.headrace.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tools.jackson.databind.json.JsonMapper;

/// Somebody who may write to the broker, and writes what never happened.
record Forger(String kafka) {

    /// Writes the first change of a topic once more, behind the last, under a cut of its own: a row as it was once.
    void repeatFirstChange(String topic) {
        ConsumerRecord<byte[], byte[]> first = firstChange(topic);
        Headers headers = new RecordHeaders();
        headers.add(
                RowHeaders.CUT,
                ByteBuffer.allocate(Long.BYTES).putLong(lastCut() + 1).array());
        headers.add(
                RowHeaders.PARTS, ByteBuffer.allocate(Integer.BYTES).putInt(1).array());
        headers.add(RowHeaders.LAST, new byte[0]);
        send(new ProducerRecord<>(topic, 0, null, first.key(), first.value(), headers));
    }

    /// Writes the event of a pipeline's model once more, with another digest of the same length. Pipelines that say the
    /// same of the same rows have the same model.
    void announceWithDigest(String pipeline, String digest, String forged) {
        ConsumerRecord<byte[], byte[]> event = records(Topics.TRAINING).stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals(pipeline)
                        && at(record.value(), digest) >= 0)
                .findFirst()
                .orElseThrow();
        byte[] value = event.value().clone();
        byte[] text = forged.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, value, at(value, digest), text.length);
        Headers headers = new RecordHeaders(event.headers().toArray());
        headers.remove("ce_id");
        headers.add("ce_id", UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
        send(new ProducerRecord<>(Topics.TRAINING, 0, null, event.key(), value, headers));
    }

    /// Writes bytes that are no message, given in hexadecimal.
    void rubbish(String topic, String hex) {
        send(new ProducerRecord<>(topic, 0, new byte[0], HexFormat.of().parseHex(hex)));
    }

    /// Everything that the records of a topic hold, as text; empty: there is none.
    String text(String topic) {
        StringBuilder text = new StringBuilder();
        read(topic).forEach(record -> {
            Stream.concat(
                            Stream.of(record.key(), record.value()),
                            Stream.of(record.headers().toArray()).map(Header::value))
                    .filter(Objects::nonNull)
                    .forEach(bytes -> text.append(new String(bytes, StandardCharsets.ISO_8859_1)));
        });
        return text.toString();
    }

    /// Writes a change without a key, in a cut that was before.
    void keyless(String topic) {
        ConsumerRecord<byte[], byte[]> change = firstChange(topic);
        send(new ProducerRecord<>(topic, 0, null, null, change.value(), change.headers()));
    }

    /// Writes an event of a type that no version knows yet.
    void ofNewerVersion(String topic, String registry) {
        int id = registered(registry, "io.headrace.events.Teleported", """
                {"type": "record", "namespace": "io.headrace.events", "name": "Teleported",
                 "fields": [{"name": "distance", "type": "int"}]}
                """);
        byte[] value =
                ByteBuffer.allocate(6).put((byte) 0).putInt(id).put((byte) 2).array();
        ConsumerRecord<byte[], byte[]> event = records(topic).getFirst();
        Headers headers = new RecordHeaders(event.headers().toArray());
        headers.remove("ce_id").remove("ce_type");
        headers.add("ce_id", UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
        headers.add("ce_type", "io.headrace.Teleported".getBytes(StandardCharsets.US_ASCII));
        send(new ProducerRecord<>(topic, 0, null, event.key(), value, headers));
    }

    private static int registered(String registry, String subject, String schema) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry + "/subjects/" + subject + "/versions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(Map.of("schema", schema))))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            String answer = http.send(request, BodyHandlers.ofString()).body();
            return JsonMapper.shared().readTree(answer).get("id").asInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private ConsumerRecord<byte[], byte[]> firstChange(String topic) {
        return records(topic).stream()
                .filter(record -> record.value() != null && record.value().length > 0)
                .findFirst()
                .orElseThrow();
    }

    private long lastCut() {
        return records(Topics.cuts("main")).size();
    }

    private static int at(byte[] bytes, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at + wanted.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = read(topic);
        assertThat(records).as(topic).isNotEmpty();
        return records;
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private void send(ProducerRecord<byte[], byte[]> forged) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(forged).get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
