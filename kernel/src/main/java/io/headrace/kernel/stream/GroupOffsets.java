package io.headrace.kernel.stream;

import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.Unavailable;
import io.headrace.kernel.topics.Answers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/// Where a decider's service reads on from, while none of its copies runs.
public final class GroupOffsets {

    /// Longer than the time after which a member that is gone is given up.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final KafkaAddress kafka;
    private final String group;
    private final Admin admin;

    private GroupOffsets(KafkaAddress kafka, String group, Admin admin) {
        this.kafka = kafka;
        this.group = group;
        this.admin = admin;
    }

    /// Waits until the last copy is given up.
    ///
    /// @throws Unavailable if one still runs
    public static GroupOffsets ofStopped(String service, KafkaAddress kafka, Admin admin) {
        GroupOffsets offsets = new GroupOffsets(kafka, StreamsSettings.group(kafka, service), admin);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!offsets.isAbandoned()) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                String sentence = "a copy of %s still runs: stop it first".formatted(service);
                throw new Unavailable(sentence, new TimeoutException(sentence));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return offsets;
    }

    /// Lets the service read every partition that it has read from its beginning. What its progress covers it goes
    /// past.
    public void rewind() {
        Map<TopicPartition, OffsetAndMetadata> known =
                Answers.await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        if (!known.isEmpty()) {
            Map<TopicPartition, OffsetAndMetadata> begin = new HashMap<>();
            known.keySet().forEach(partition -> begin.put(partition, new OffsetAndMetadata(0)));
            Answers.await(admin.alterConsumerGroupOffsets(group, begin).all());
        }
    }

    /// How far the service is in the topics whose names begin alike.
    public Reach reach(String beginning) {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        List<String> names = Answers.await(admin.listTopics().names()).stream()
                .filter(topic -> topic.startsWith(kafka.named(beginning)))
                .toList();
        Answers.await(admin.describeTopics(names).allTopicNames())
                .forEach((name, topic) -> topic.partitions()
                        .forEach(
                                one -> partitions.put(new TopicPartition(name, one.partition()), OffsetSpec.latest())));
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                Answers.await(admin.listOffsets(partitions, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all());
        Map<TopicPartition, OffsetAndMetadata> read =
                Answers.await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        long passed = 0;
        long left = 0;
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : ends.entrySet()) {
            OffsetAndMetadata at = read.get(end.getKey());
            long next = at == null ? 0 : at.offset();
            passed += next;
            left += Math.max(0, end.getValue().offset() - next);
        }
        return new Reach(passed, left);
    }

    /// Offsets behind a service, and before it.
    public record Reach(long passed, long left) {}

    private boolean isAbandoned() {
        try {
            ConsumerGroupDescription description = Answers.await(
                            admin.describeConsumerGroups(List.of(group)).all())
                    .get(group);
            return description == null
                    || description.groupState() == GroupState.EMPTY
                    || description.groupState() == GroupState.DEAD;
        } catch (GroupIdNotFoundException _) {
            return true;
        }
    }
}
