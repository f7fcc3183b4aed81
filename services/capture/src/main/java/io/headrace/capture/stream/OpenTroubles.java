package io.headrace.capture.stream;

import io.headrace.capture.Troubles;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is wrong with one source now, each said once.
final class OpenTroubles {

    private static final Logger LOGGER = LoggerFactory.getLogger(OpenTroubles.class);

    private final String source;
    private final Troubles troubles;
    private final Map<String, String> open = new ConcurrentHashMap<>();

    OpenTroubles(String source, Troubles troubles) {
        this.source = source;
        this.troubles = troubles;
    }

    /// @param about what it is about besides the kind, such as a table; may be empty
    void say(String kind, String about, String sentence) {
        String before = open.put(key(kind, about), sentence);
        if (!sentence.equals(before)) {
            LOGGER.error("{}: {}: {}", source, kind, sentence);
            troubles.troubled(source, kind, sentence);
        }
    }

    void over(String kind, String about, String sentence) {
        if (open.remove(key(kind, about)) != null) {
            LOGGER.info("{}: {} is over: {}", source, kind, sentence);
            troubles.recovered(source, kind, sentence);
        }
    }

    Map<String, String> all() {
        return new TreeMap<>(open);
    }

    private static String key(String kind, String about) {
        return about.isEmpty() ? kind : kind + ' ' + about;
    }
}
