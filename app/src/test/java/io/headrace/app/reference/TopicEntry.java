package io.headrace.app.reference;

import io.headrace.kernel.topics.TopicSpec;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A topic, or a family of topics, as the page tells of it.
///
/// @param name with `<…>` for what differs within a family
/// @param about what its records tell
/// @param holds what its records are made of
/// @param writer the package below `io.headrace` that makes its messages
/// @param kept how many partitions, and for how long
record TopicEntry(String name, String about, Holds holds, String writer, Kept kept) {

    private static final Pattern DIFFERENT = Pattern.compile("<[a-z]+>");

    /// @param value in words, where it is no message of Headrace's own
    record Holds(String key, String value, List<String> messages) {

        static Holds messages(String key, String... messages) {
            return new Holds(key, "", List.of(messages));
        }

        static Holds other(String key, String value) {
            return new Holds(key, value, List.of());
        }
    }

    record Kept(int partitions, String cleanup) {

        static Kept as(TopicSpec spec) {
            return new Kept(spec.partitions(), words(spec.settings()));
        }

        private static String words(Map<String, String> settings) {
            boolean isCompacted = "compact".equals(settings.get("cleanup.policy"));
            if (!isCompacted && !"-1".equals(settings.get("retention.ms"))) {
                throw new IllegalArgumentException("a topic is kept for ever or compacted, not " + settings);
            }
            return isCompacted ? "`compact`: the last record of each key stays" : "`delete`, but kept for ever";
        }
    }

    /// Whether it tells of a topic of that name.
    boolean covers(String topic) {
        return pattern(name).matcher(topic).matches();
    }

    private static Pattern pattern(String name) {
        StringBuilder regex = new StringBuilder();
        Matcher different = DIFFERENT.matcher(name);
        int from = 0;
        while (different.find()) {
            regex.append(Pattern.quote(name.substring(from, different.start()))).append("[^.]+");
            from = different.end();
        }
        return Pattern.compile(regex.append(Pattern.quote(name.substring(from))).toString());
    }
}
