package io.headrace.app.torture;

import io.headrace.app.Environment;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// How far the dataset is behind, by what its group has committed.
final class DatasetLag {

    private static final String GROUP = "headrace-dataset-" + Environment.SOURCE;

    /// A transaction's end takes an offset and is nothing to read.
    private static final long MARKERS = 2;

    private final Admin admin;

    DatasetLag(Admin admin) {
        this.admin = admin;
    }

    /// Records of row topics, and of its own, that it has not passed.
    long records() throws InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> passed = admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return admin
                    .listOffsets(passed.keySet().stream()
                            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                    .all()
                    .get()
                    .entrySet()
                    .stream()
                    .mapToLong(end -> end.getValue().offset()
                            - passed.getOrDefault(end.getKey(), new OffsetAndMetadata(0))
                                    .offset())
                    .map(lag -> Math.max(0, lag - MARKERS))
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not tell how far %s is: %s".formatted(GROUP, e), e);
        }
    }
}
