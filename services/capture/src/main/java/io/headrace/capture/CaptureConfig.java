package io.headrace.capture;

import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.avro.RegistryAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What capture needs to know.
///
/// @param kafka how to reach it
/// @param registry the schema registry
/// @param control Headrace's own database
/// @param sources the databases to capture
/// @param pollInterval how long an engine pauses between two looks at a quiet WAL: 1 to 5 ms
/// @param spool folder for transactions that are too large for memory
public record CaptureConfig(
        KafkaAddress kafka,
        RegistryAddress registry,
        DatabaseAddress control,
        List<SourceConfig> sources,
        Duration pollInterval,
        Path spool) {

    /// The control engine's own source name: its row topics are `cdc.headrace.…`.
    public static final String CONTROL = "headrace";

    /// The control engine's replication slot, and its publication.
    public static final String CONTROL_SLOT = "headrace_control";

    public CaptureConfig {
        sources = List.copyOf(sources);
        if (pollInterval.toMillis() < 1) {
            throw new IllegalArgumentException("pollInterval is %s: it must be 1 ms or more".formatted(pollInterval));
        }
        if (sources.stream().anyMatch(s -> s.name().equals(CONTROL))) {
            throw new IllegalArgumentException(
                    "A source must not be called 'headrace': its topics would be the control engine's");
        }
        if (sources.stream().map(SourceConfig::name).distinct().count() < sources.size()) {
            throw new IllegalArgumentException("Two sources have the same name");
        }
    }
}
