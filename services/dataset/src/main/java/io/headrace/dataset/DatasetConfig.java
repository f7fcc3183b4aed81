package io.headrace.dataset;

import java.nio.file.Path;

/// How one source's dataset application runs.
///
/// @param kafka bootstrap servers
/// @param source its name, as in its topics
/// @param partitions of the source's row topics, fixed for ever
/// @param stateDir kept between starts, or all rows are read again
/// @param instance unique among the running copies, and the same after a restart
public record DatasetConfig(String kafka, String source, int partitions, Path stateDir, String instance) {

    public DatasetConfig {
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "partitions of source %s is %d: a topic has at least one".formatted(source, partitions));
        }
    }
}
