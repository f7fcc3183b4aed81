package io.headrace.capture.core;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How an engine's topics stood when it last looked, so that it notices one that was deleted or cut off by hand.
///
/// @param seen topic → mark
/// @param lost topic → what cannot be rebuilt; said until the whole source is read again on demand
public record TopicMarks(Map<String, Mark> seen, Map<String, String> lost) {

    public static final TopicMarks NONE = new TopicMarks(Map.of(), Map.of());

    /// A topic in Kafka.
    ///
    /// @param id another one after it was deleted and made again
    /// @param firstOffset sum over its partitions: of a topic that is kept for ever it grows by hand alone
    public record Mark(String id, long firstOffset) {}

    /// What has happened to a topic.
    public enum Loss {
        DELETED("was deleted"),
        CUT_OFF("has lost its oldest records");

        private final String words;

        Loss(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /// @param seen null in a state that was stored before there were marks
    public TopicMarks(@Nullable Map<String, Mark> seen, @Nullable Map<String, String> lost) {
        this.seen = seen == null ? Map.of() : Map.copyOf(seen);
        this.lost = lost == null ? Map.of() : Map.copyOf(lost);
    }

    /// The topics that are not what they were.
    ///
    /// @param now all that exist
    /// @param filled those that hold whole tables, looked at before or not
    public Map<String, Loss> losses(Map<String, Mark> now, Set<String> filled) {
        Map<String, Loss> losses = new TreeMap<>();
        filled.stream().filter(topic -> !now.containsKey(topic)).forEach(topic -> losses.put(topic, Loss.DELETED));
        seen.forEach((topic, mark) -> {
            Mark found = now.get(topic);
            if (found == null || !found.id().equals(mark.id())) {
                losses.put(topic, Loss.DELETED);
            } else if (found.firstOffset() > mark.firstOffset()) {
                losses.put(topic, Loss.CUT_OFF);
            }
        });
        now.forEach((topic, mark) -> {
            if (!seen.containsKey(topic) && mark.firstOffset() > 0) {
                losses.put(topic, Loss.CUT_OFF); // since it was made, a moment ago
            }
        });
        return losses;
    }

    public TopicMarks withSeen(Map<String, Mark> now) {
        return new TopicMarks(now, lost);
    }

    public TopicMarks withLost(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(lost);
        all.putAll(more);
        return new TopicMarks(seen, all);
    }

    /// People know.
    public TopicMarks accepted() {
        return new TopicMarks(seen, Map.of());
    }
}
