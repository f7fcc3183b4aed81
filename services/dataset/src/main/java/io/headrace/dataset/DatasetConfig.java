package io.headrace.dataset;

import io.headrace.kernel.KafkaAddress;
import io.headrace.schemas.RowHistory;
import java.nio.file.Path;

/// How one source's dataset application runs.
///
/// @param kafka how to reach it
/// @param source its name, as in its topics
/// @param partitions of the source's row topics, fixed for ever
/// @param stateDir kept between starts, or all rows are read again; those of several sources may share it
/// @param history of the source's row topics
/// @param instance unique among the running copies, and the same after a restart
public record DatasetConfig(
        KafkaAddress kafka, String source, int partitions, RowHistory history, Path stateDir, String instance) {

    public DatasetConfig {
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "partitions of source %s is %d: a topic has at least one".formatted(source, partitions));
        }
    }

    /// The application's name in Kafka: its group, and the beginning of its own topics' names.
    public String application() {
        return kafka.named("headrace-dataset-" + source);
    }
}
