package io.headrace.capture.stream;

import io.headrace.capture.core.TopicMarks.Mark;
import io.headrace.capture.rows.TableName;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.topics.TopicSpec;
import io.headrace.schemas.RowHistory;
import io.headrace.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/// Makes the topics that capture writes to: kept for ever, unless said otherwise.
public final class CaptureTopics implements AutoCloseable {

    private static final Map<String, String> FOR_EVER = forEver();
    private static final Map<String, String> COMPACTED =
            TopicSpec.compacted("", 1).settings();

    private final Admin admin;
    private final KafkaAddress kafka;
    private final EngineSpec spec;
    private final Map<String, String> history;
    private final Set<String> made = new HashSet<>();

    CaptureTopics(KafkaAddress kafka, EngineSpec spec) {
        this.admin = Admin.create(kafka.client());
        this.kafka = kafka;
        this.spec = spec;
        this.history = new HashMap<>(FOR_EVER);
        this.history.putAll(spec.history().settings());
    }

    private static Map<String, String> forEver() {
        Map<String, String> settings = new HashMap<>(TopicSpec.kept("", 1).settings());
        settings.put("max.message.bytes", String.valueOf(64 << 20));
        return Map.copyOf(settings);
    }

    /// What the engine needs before it starts.
    void own() {
        make(StateStore.TOPIC, 1, COMPACTED);
        switch (spec.role()) {
            case DATA -> make(Topics.cuts(spec.source()), 1, FOR_EVER);
            case CONTROL -> {
                List<String> events = new ArrayList<>(Topics.EVENTS);
                events.forEach(topic -> make(topic, 1, FOR_EVER));
                make(Topics.LIVE, 1, COMPACTED);
                make(Topics.STATE, 1, COMPACTED);
                make(Topics.ARTIFACT, 1, COMPACTED);
                make(Topics.PIPELINE_ROWS, 1, FOR_EVER);
                make(Topics.REQUEST_ROWS, 1, FOR_EVER);
            }
        }
    }

    /// The topic of a table, with the row history that it is to have.
    void rows(TableName table) {
        make(table.topic(), spec.partitions(), history);
    }

    /// How the topics stand that an engine writes to.
    Map<String, Mark> marks() {
        try {
            Set<String> names = kafka.namesOf(admin.listTopics().names().get());
            List<String> own =
                    names.stream().filter(this::isOwn).map(kafka::named).toList();
            Map<String, TopicDescription> found =
                    admin.describeTopics(own).allTopicNames().get();
            Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
            found.values()
                    .forEach(topic -> topic.partitions()
                            .forEach(one -> earliest.put(
                                    new TopicPartition(topic.name(), one.partition()), OffsetSpec.earliest())));
            Map<String, Long> first = new HashMap<>();
            admin.listOffsets(earliest)
                    .all()
                    .get()
                    .forEach((at, offset) -> first.merge(at.topic(), offset.offset(), Long::sum));
            Map<String, Mark> marks = new TreeMap<>();
            found.forEach((inKafka, topic) -> marks.put(
                    kafka.nameOf(inKafka).orElseThrow(),
                    new Mark(topic.topicId().toString(), first.getOrDefault(inKafka, 0L))));
            return marks;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The topics cannot be looked at: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while topics were looked at", e);
        }
    }

    private boolean isOwn(String topic) {
        return topic.startsWith(spec.prefix() + '.')
                || (spec.role() == EngineSpec.Role.CONTROL
                        && (Topics.EVENTS.contains(topic)
                                || List.of(Topics.LIVE, Topics.STATE, Topics.ARTIFACT)
                                        .contains(topic)));
    }

    private void make(String topic, int count, Map<String, String> settings) {
        if (!made.add(topic)) {
            return;
        }
        try {
            NewTopic wanted = new NewTopic(kafka.named(topic), Optional.of(count), Optional.empty()).configs(settings);
            admin.createTopics(List.of(wanted)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                made.remove(topic);
                throw new IllegalStateException(
                        "Topic %s cannot be made: %s".formatted(kafka.named(topic), e.getMessage()), e);
            }
            check(kafka.named(topic), count);
            if (settings.equals(history)) {
                adjust(kafka.named(topic));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while topics were made", e);
        }
    }

    /// Gives a topic that is there the settings of the source's row history.
    private void adjust(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        List<AlterConfigOp> changes = new ArrayList<>();
        history.forEach((name, value) -> changes.add(new AlterConfigOp(new ConfigEntry(name, value), OpType.SET)));
        RowHistory.SETTINGS.stream()
                .filter(name -> !history.containsKey(name))
                .forEach(name -> changes.add(new AlterConfigOp(new ConfigEntry(name, null), OpType.DELETE)));
        try {
            admin.incrementalAlterConfigs(Map.of(resource, changes)).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Topic %s cannot be given its row history: %s".formatted(topic, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while topics were altered", e);
        }
    }

    private void check(String topic, int count) {
        try {
            int there = Objects.requireNonNull(admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get()
                            .get(topic))
                    .partitions()
                    .size();
            if (there != count) {
                throw new IllegalStateException(
                        "Topic %s has %d partitions instead of %d: a source's partition count is fixed for ever. Set it back, or capture under another source name."
                                .formatted(topic, there, count));
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Topic %s cannot be described: %s".formatted(topic, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while topics were checked", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
