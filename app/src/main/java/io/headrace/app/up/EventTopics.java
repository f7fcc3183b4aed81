package io.headrace.app.up;

import io.headrace.dataset.stream.DatasetTopology;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.topics.TopicSetup;
import io.headrace.kernel.topics.TopicSpec;
import io.headrace.schemas.Topics;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/// The topics that have several readers. Services make those that are theirs alone, capture those of rows.
public final class EventTopics {

    /// As they must be.
    public static final List<TopicSpec> ALL = Stream.concat(
                    Topics.EVENTS.stream().map(topic -> TopicSpec.kept(topic, 1)),
                    Stream.of(
                            TopicSpec.kept(Topics.LINEAGE, 1),
                            TopicSpec.compacted(Topics.LIVE, 1),
                            TopicSpec.compacted(Topics.ARTIFACT, 1),
                            TopicSpec.compacted(Topics.STATE, 1),
                            TopicSpec.compacted(Topics.DATASET, 1),
                            TopicSpec.kept(DatasetTopology.DEAD_LETTERS, 1)))
            .toList();

    private EventTopics() {}

    static void create(KafkaAddress kafka) {
        try (Admin admin = Admin.create(kafka.client())) {
            new TopicSetup(admin, kafka).ensure(ALL);
        }
    }
}
