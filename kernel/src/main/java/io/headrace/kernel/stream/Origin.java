package io.headrace.kernel.stream;

import io.headrace.kernel.KafkaAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/// Where a record stood. Not its identity: a topic may be written again.
public record Origin(String topic, int partition, long offset) {

    private static final Pattern TEXT = Pattern.compile("(.+)-([0-9]{1,9})@([0-9]{1,18})");

    /// Where a record stands that Kafka Streams has handed over.
    public static Origin of(KafkaAddress kafka, RecordMetadata at) {
        return new Origin(kafka.nameOf(at.topic()).orElseThrow(), at.partition(), at.offset());
    }

    /// Reads what [#toString] wrote; empty if it is something else.
    public static Optional<Origin> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(
                        new Origin(parts.group(1), Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "%s-%d@%d".formatted(topic, partition, offset);
    }
}
