package io.headrace.kernel.stream;

/// Where a record stood. Not its identity: a topic may be written again.
public record Origin(String topic, int partition, long offset) {

    @Override
    public String toString() {
        return "%s-%d@%d".formatted(topic, partition, offset);
    }
}
