package io.headrace.app.up;

import io.headrace.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/// The topics of decisions. Capture makes those of rows.
final class EventTopics {

    private EventTopics() {}

    static void create(String bootstrapServers) {
        List<NewTopic> topics = new ArrayList<>();
        for (String event : Topics.EVENTS) {
            topics.add(topic(event, Map.of("retention.ms", "-1", "retention.bytes", "-1")));
        }
        for (String compacted : List.of(Topics.LIVE, Topics.DATASET)) {
            topics.add(topic(compacted, Map.of("cleanup.policy", "compact")));
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Set<String> present = admin.listTopics().names().get();
            topics.removeIf(topic -> present.contains(topic.name()));
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot create the event topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating the event topics", e);
        }
    }

    private static NewTopic topic(String name, Map<String, String> settings) {
        return new NewTopic(name, Optional.of(1), Optional.empty()).configs(settings);
    }
}
