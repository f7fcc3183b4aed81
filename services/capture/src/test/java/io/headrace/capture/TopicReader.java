package io.headrace.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A plain read-committed consumer that shares no code with capture.
final class TopicReader {

    private final String kafka;
    private final String registry;
    private final Map<Integer, Schema> schemas = new HashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();

    TopicReader(String kafka, String registry) {
        this.kafka = kafka;
        this.registry = registry.replaceAll("/apis/.*$", "");
    }

    /// A record with its Avro decoded.
    record Message(
            ConsumerRecord<byte[], byte[]> raw,
            @Nullable GenericRecord key,
            @Nullable GenericRecord value) {

        boolean has(String header) {
            return raw.headers().lastHeader(header) != null;
        }

        boolean isTombstone() {
            return raw.value() == null;
        }

        long number(String header) {
            byte[] bytes = raw.headers().lastHeader(header).value();
            return bytes.length == Long.BYTES
                    ? ByteBuffer.wrap(bytes).getLong()
                    : ByteBuffer.wrap(bytes).getInt();
        }

        String text(String header) {
            Header found = raw.headers().lastHeader(header);
            return found == null ? "" : new String(found.value(), StandardCharsets.UTF_8);
        }

        long field(String name) {
            return (Long) Objects.requireNonNull(value).get(name);
        }

        String op() {
            return Objects.requireNonNull(value).get("op").toString();
        }

        Object keyed(String field) {
            return Objects.requireNonNull(key).get(field);
        }

        GenericRecord row(String field) {
            return (GenericRecord) Objects.requireNonNull(value).get(field);
        }
    }

    /// Reads topics from the beginning until the messages so far are enough.
    List<Message> until(List<String> topics, Duration limit, Predicate<List<Message>> enough) {
        List<Message> messages = new ArrayList<>();
        long deadline = System.nanoTime() + limit.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : topics) {
                while (consumer.partitionsFor(topic, Duration.ofSeconds(60)).isEmpty()
                        && System.nanoTime() < deadline) {
                    Thread.onSpinWait();
                }
                consumer.partitionsFor(topic).forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!enough.test(messages)) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("Not enough in %s after %s: %d messages, the last are %s"
                            .formatted(
                                    topics,
                                    limit,
                                    messages.size(),
                                    messages.subList(Math.max(0, messages.size() - 5), messages.size())));
                }
                consumer.poll(Duration.ofMillis(50)).forEach(raw -> messages.add(message(raw)));
            }
            drain(consumer, partitions, messages);
        }
        return messages;
    }

    /// Partitions are fetched in no order: what was enough in one says nothing of the others.
    private void drain(
            KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, List<Message> messages) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            consumer.poll(Duration.ofMillis(50)).forEach(raw -> messages.add(message(raw)));
        }
    }

    KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka,
                        "isolation.level",
                        "read_committed",
                        "metadata.max.age.ms",
                        "500",
                        "allow.auto.create.topics",
                        "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    Message message(ConsumerRecord<byte[], byte[]> raw) {
        return new Message(raw, decode(raw.key()), decode(raw.value()));
    }

    @Nullable
    GenericRecord decode(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length < 5 || bytes[0] != 0) {
            return null;
        }
        Schema schema = schemas.computeIfAbsent(ByteBuffer.wrap(bytes, 1, 4).getInt(), this::fetch);
        try {
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Schema fetch(int id) {
        try {
            URI uri = URI.create(registry + "/apis/ccompat/v7/schemas/ids/" + id);
            String body = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
            return new Schema.Parser()
                    .parse(JsonMapper.shared().readTree(body).path("schema").asString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
