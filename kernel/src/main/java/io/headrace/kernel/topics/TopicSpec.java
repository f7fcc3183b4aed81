package io.headrace.kernel.topics;

import java.util.List;
import java.util.Map;

/// A topic as it must be.
public record TopicSpec(String name, int partitions, Map<String, String> settings) {

    private static final String UNLIMITED = "-1";

    /// Records carry the time of what they tell of. A clock that was set back must not have them refused.
    private static final String LATEST = "message.timestamp.after.max.ms";

    private static final String ANY_TIME = String.valueOf(Long.MAX_VALUE);

    public TopicSpec {
        settings = Map.copyOf(settings);
    }

    /// The settings that are not as they must be, by name.
    ///
    /// @param found every setting of the topic as it is
    public List<WrongSetting> wrong(Map<String, String> found) {
        return settings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(wanted -> new WrongSetting(
                        name, wanted.getKey(), found.getOrDefault(wanted.getKey(), ""), wanted.getValue()))
                .filter(one -> !one.found().equals(one.wanted()))
                .toList();
    }

    /// The same under another name.
    public TopicSpec as(String otherName) {
        return new TopicSpec(otherName, partitions, settings);
    }

    /// Records stay for ever.
    public static TopicSpec kept(String name, int partitions) {
        return new TopicSpec(
                name,
                partitions,
                Map.of(
                        "cleanup.policy",
                        "delete",
                        "retention.ms",
                        UNLIMITED,
                        "retention.bytes",
                        UNLIMITED,
                        LATEST,
                        ANY_TIME));
    }

    /// The last record of each key stays.
    public static TopicSpec compacted(String name, int partitions) {
        return new TopicSpec(name, partitions, Map.of("cleanup.policy", "compact", LATEST, ANY_TIME));
    }
}
