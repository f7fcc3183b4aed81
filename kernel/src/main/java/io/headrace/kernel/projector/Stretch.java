package io.headrace.kernel.projector;

/// Records of one partition, one behind the other.
///
/// @param topicId changes when a topic is deleted and made again
/// @param begin offset of the first
/// @param end offset behind the last
public record Stretch(String topic, String topicId, int partition, long begin, long end) {

    /// The same as far as an offset, but never beyond its own end.
    public Stretch until(long offset) {
        return new Stretch(topic, topicId, partition, begin, Math.clamp(offset, begin, end));
    }

    /// The rest of it from an offset on.
    public Stretch from(long offset) {
        return new Stretch(topic, topicId, partition, Math.clamp(offset, begin, end), end);
    }

    /// How many offsets; some of them are marks of transactions and hold no record.
    public long length() {
        return end - begin;
    }
}
