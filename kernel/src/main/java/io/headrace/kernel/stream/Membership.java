package io.headrace.kernel.stream;

import io.headrace.kernel.KafkaAddress;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A service's place in its consumer group, which it keeps under its name from one start to the next.
public record Membership(KafkaAddress kafka, String group) {

    private static final Logger LOGGER = LoggerFactory.getLogger(Membership.class);

    /// Gives the place up where a topic was missing when the group last shared out its work.
    ///
    /// A member that comes back under its name gets what it had then, without that topic.
    /// It would wait for ever, also once the topic is there again.
    public void renewAfter(Throwable failure) {
        if (!(failure instanceof MissingSourceTopicException)) {
            return;
        }
        try (Admin admin = Admin.create(kafka.client())) {
            admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            LOGGER.warn("the place in {} was not given up: {}", group, e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
