package io.headrace.kernel.topics;

import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Creates topics, and says which of those that exist are not as they must be.
public final class TopicSetup {

    private static final Duration KNOWN_MAX = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Admin admin;
    private final KafkaAddress kafka;

    /// @param kafka what the topics' names begin with there
    public TopicSetup(Admin admin, KafkaAddress kafka) {
        this.admin = admin;
        this.kafka = kafka;
    }

    /// Makes every topic exist; several services may ask at once.
    ///
    /// @throws IllegalStateException naming every topic with another number of partitions
    public void ensure(Collection<TopicSpec> specs) {
        Set<String> present = present();
        for (TopicSpec spec : specs) {
            if (!present.contains(spec.name())) {
                create(spec);
            }
        }
        List<String> names =
                specs.stream().map(spec -> kafka.named(spec.name())).toList();
        Map<String, TopicDescription> found = describe(names);
        List<String> problems = new ArrayList<>();
        for (TopicSpec spec : specs) {
            String name = kafka.named(spec.name());
            int partitions =
                    Objects.requireNonNull(found.get(name), name).partitions().size();
            if (partitions != spec.partitions()) {
                problems.add(
                        "topic %s has %d partitions and must have %d, for ever: its keys have their places. Move it away (copy it to a topic with %d partitions under that name) or configure %d"
                                .formatted(name, partitions, spec.partitions(), spec.partitions(), partitions));
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException(String.join("; ", problems));
        }
    }

    /// Deletes topics with all that is in them, and waits until the last is gone.
    public void remove(Predicate<String> which) {
        Set<String> gone = present().stream().filter(which).map(kafka::named).collect(Collectors.toSet());
        if (!gone.isEmpty()) {
            Answers.await(admin.deleteTopics(gone).all());
        }
        while (present().stream().anyMatch(which)) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /// The ids of topics, by name.
    public Map<String, String> ids(Collection<String> names) {
        Map<String, TopicDescription> found = Answers.await(
                admin.describeTopics(names.stream().map(kafka::named).toList()).allTopicNames());
        Map<String, String> ids = new HashMap<>();
        for (String name : names) {
            TopicDescription topic = Objects.requireNonNull(found.get(kafka.named(name)), name);
            ids.put(name, topic.topicId().toString());
        }
        return ids;
    }

    private Set<String> present() {
        return kafka.namesOf(Answers.await(admin.listTopics().names()));
    }

    /// Descriptions of topics that exist. A broker may answer that it knows nothing of one that it has just created.
    private Map<String, TopicDescription> describe(List<String> names) {
        long end = System.nanoTime() + KNOWN_MAX.toNanos();
        while (true) {
            try {
                return Answers.await(admin.describeTopics(names).allTopicNames());
            } catch (Unavailable e) {
                boolean unknown = e.getCause() instanceof UnknownTopicOrPartitionException;
                if (!unknown
                        || System.nanoTime() > end
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void create(TopicSpec spec) {
        NewTopic topic = new NewTopic(kafka.named(spec.name()), Optional.of(spec.partitions()), Optional.empty())
                .configs(spec.settings());
        try {
            Answers.await(admin.createTopics(List.of(topic)).all());
        } catch (TopicExistsException _) {
            // Somebody else was faster; what they made is checked like any other.
        }
    }
}
