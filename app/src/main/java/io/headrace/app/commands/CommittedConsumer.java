package io.headrace.app.commands;

import io.headrace.app.Environment;
import io.headrace.kernel.topics.TopicConsumer;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/// A consumer without a group, of what is committed.
final class CommittedConsumer {

    private CommittedConsumer() {}

    static TopicConsumer open(Environment environment) {
        return TopicConsumer.open(
                environment.kafka(),
                Map.of(
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false));
    }
}
