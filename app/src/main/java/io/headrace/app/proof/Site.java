package io.headrace.app.proof;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.app.Source;
import io.headrace.capture.stream.EngineSpec;
import io.headrace.dataset.RegistryWire;
import io.headrace.dataset.stream.TopicLog;
import io.headrace.dataset.stream.UnreadableRecord;
import io.headrace.kernel.KafkaAddress;
import io.headrace.schemas.RowHistory;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/// An installation as a proof sees it: its topics from their beginnings, and its sources. Not thread-safe.
final class Site implements AutoCloseable {

    private final Environment environment;
    private final RegistryWire registry;
    private final SchemaBook schemas;
    private final PrintWriter err;

    /// @param err for progress
    Site(Environment environment, PrintWriter err) {
        this.environment = environment;
        this.registry = new RegistryWire(environment.registry(), "the proof");
        this.schemas = new SchemaBook(registry);
        this.err = err;
    }

    KafkaAddress kafka() {
        return environment.kafka();
    }

    List<EngineSpec> sources() {
        return environment.sources().stream().map(Source::engine).toList();
    }

    EngineSpec source(String name) {
        return environment.source(name).engine();
    }

    SchemaBook schemas() {
        return schemas;
    }

    PrintWriter err() {
        return err;
    }

    /// How long a row topic keeps rows, as the broker was told.
    RowHistory history(String topic) {
        ConfigResource resource = new ConfigResource(
                ConfigResource.Type.TOPIC, environment.kafka().named(topic));
        try (Admin admin = Admin.create(environment.kafka().client())) {
            Config settings = Objects.requireNonNull(
                    admin.describeConfigs(List.of(resource)).all().get().get(resource));
            return settings.get(TopicConfig.CLEANUP_POLICY_CONFIG).value().contains(TopicConfig.CLEANUP_POLICY_COMPACT)
                    ? new RowHistory(
                            Duration.ofMillis(Long.parseLong(settings.get(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG)
                                    .value())))
                    : RowHistory.FOR_EVER;
        } catch (ExecutionException e) {
            throw CommandFailure.failed("%s cannot be described: %s".formatted(topic, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted while %s was described".formatted(topic));
        }
    }

    TopicLog log(String topic) {
        return new TopicLog(environment.kafka(), topic);
    }

    /// Hands over all messages of a topic of one partition, with their offsets; what cannot be read is left out, as the
    /// services leave it out.
    void messages(String topic, ObjLongConsumer<IndexedRecord> taker) {
        try (TopicLog log = log(topic)) {
            messages(log, log.ends(), taker);
        }
    }

    /// The same of a compacted topic.
    ///
    /// @param removed takes the keys of tombstones
    void messages(String topic, ObjLongConsumer<IndexedRecord> taker, Consumer<String> removed) {
        try (TopicLog log = log(topic)) {
            messages(log, log.ends(), taker, removed);
        }
    }

    /// Hands over the messages that came since the last look.
    void messages(TopicLog log, Map<Integer, Long> ends, ObjLongConsumer<IndexedRecord> taker) {
        messages(log, ends, taker, key -> {});
    }

    private void messages(
            TopicLog log, Map<Integer, Long> ends, ObjLongConsumer<IndexedRecord> taker, Consumer<String> removed) {
        log.read(ends, new Meter(err, "reading " + log.topic(), "messages"), message -> {
            if (message.value() == null) {
                removed.accept(new String(message.key(), StandardCharsets.UTF_8));
            } else {
                try {
                    taker.accept(registry.decode(message.value()), message.offset());
                } catch (UnreadableRecord e) {
                    err.println("%s@%d is left out: %s".formatted(log.topic(), message.offset(), e.getMessage()));
                }
            }
            return true;
        });
    }

    @Override
    public void close() {
        registry.close();
    }
}
