package io.headrace.capture.stream;

import io.headrace.capture.rows.TableName;
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
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/// Makes the topics that capture writes to: kept for ever, unless said otherwise.
public final class CaptureTopics implements AutoCloseable {

    private static final Map<String, String> FOR_EVER =
            Map.of("cleanup.policy", "delete", "retention.ms", "-1", "max.message.bytes", String.valueOf(64 << 20));
    private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");

    private final Admin admin;
    private final int partitions;
    private final Map<String, String> history;
    private final Set<String> made = new HashSet<>();

    /// @param history of row topics
    CaptureTopics(String kafka, int partitions, RowHistory history) {
        this.admin = Admin.create(Map.of("bootstrap.servers", kafka));
        this.partitions = partitions;
        this.history = new HashMap<>(FOR_EVER);
        this.history.putAll(history.settings());
    }

    /// What the engine needs before it starts.
    void own(EngineSpec spec) {
        make(StateStore.TOPIC, 1, COMPACTED);
        switch (spec.role()) {
            case DATA -> make(Topics.cuts(spec.source()), 1, FOR_EVER);
            case CONTROL -> {
                List<String> events = new ArrayList<>(Topics.EVENTS);
                events.forEach(topic -> make(topic, 1, FOR_EVER));
                make(Topics.LIVE, 1, COMPACTED);
                make(Topics.PIPELINE_ROWS, 1, FOR_EVER);
                make(Topics.REQUEST_ROWS, 1, FOR_EVER);
            }
        }
    }

    /// The topic of a table, with the row history that it is to have.
    void rows(TableName table) {
        make(table.topic(), partitions, history);
    }

    private void make(String topic, int count, Map<String, String> settings) {
        if (!made.add(topic)) {
            return;
        }
        try {
            NewTopic wanted = new NewTopic(topic, Optional.of(count), Optional.empty()).configs(settings);
            admin.createTopics(List.of(wanted)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                made.remove(topic);
                throw new IllegalStateException("Topic %s cannot be made: %s".formatted(topic, e.getMessage()), e);
            }
            check(topic, count);
            if (settings.equals(history)) {
                adjust(topic);
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
