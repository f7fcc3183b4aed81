package io.headrace.capture.stream;

import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.stream.DeadLetter;
import io.headrace.kernel.topics.TopicSpec;
import io.headrace.schemas.RowHistory;
import io.headrace.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How the topics of an installation must be set, so that Kafka removes nothing of them that is still
/// needed.
public final class WantedSettings {

    private static final String OF_STREAMS = "headrace-";
    private static final String CHANGELOG = "-changelog";
    private static final String REPARTITION = "-repartition";

    private final Map<String, TopicSpec> known;
    private final KafkaAddress kafka;
    private final List<EngineSpec> engines;

    /// @param engines whose topics count
    public WantedSettings(KafkaAddress kafka, List<EngineSpec> engines) {
        this.kafka = kafka;
        this.engines = List.copyOf(engines);
        Stream<String> kept = Stream.of(
                        Topics.EVENTS.stream(),
                        Stream.of(Topics.LINEAGE),
                        Topics.READERS.stream().map(DeadLetter::topic),
                        engines.stream().map(engine -> Topics.cuts(engine.source())))
                .flatMap(Function.identity());
        Stream<String> compacted =
                Stream.of(Topics.LIVE, Topics.ARTIFACT, Topics.STATE, Topics.DATASET, StateStore.TOPIC);
        this.known = Stream.concat(
                        kept.map(topic -> TopicSpec.kept(topic, 1)),
                        compacted.map(topic -> TopicSpec.compacted(topic, 1)))
                .collect(Collectors.toMap(TopicSpec::name, Function.identity()));
    }

    /// Empty where the topic is none of this installation.
    ///
    /// @param inKafka what Kafka calls it, and so the answer
    public Optional<TopicSpec> of(String inKafka) {
        return kafka.nameOf(inKafka)
                .flatMap(topic -> Optional.ofNullable(known.get(topic))
                        .or(() -> ofRows(topic))
                        .or(() -> ofStreams(topic)))
                .map(spec -> spec.as(inKafka));
    }

    private Optional<TopicSpec> ofRows(String topic) {
        return engines.stream()
                .filter(engine -> topic.startsWith(engine.prefix() + '.'))
                .findFirst()
                .map(engine -> rows(topic, engine.history()));
    }

    private static TopicSpec rows(String topic, RowHistory history) {
        return history.horizon() == null ? TopicSpec.kept(topic, 1) : new TopicSpec(topic, 1, history.settings());
    }

    /// What Kafka Streams keeps its stores in, and what it hands from one step to the next.
    private static Optional<TopicSpec> ofStreams(String topic) {
        if (!topic.startsWith(OF_STREAMS)) {
            return Optional.empty();
        }
        if (topic.endsWith(CHANGELOG)) {
            return Optional.of(new TopicSpec(topic, 1, Map.of("cleanup.policy", "compact")));
        }
        return topic.endsWith(REPARTITION)
                ? Optional.of(new TopicSpec(topic, 1, Map.of("cleanup.policy", "delete", "retention.ms", "-1")))
                : Optional.empty();
    }
}
