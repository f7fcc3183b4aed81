package io.headrace.capture.stream;

import io.headrace.capture.Troubles;
import io.headrace.capture.core.TroubleKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is wrong with one source now, each said once.
final class OpenTroubles {

    private static final Logger LOGGER = LoggerFactory.getLogger(OpenTroubles.class);

    private final String source;
    private final Troubles troubles;
    private final Set<TroubleKind> asked = ConcurrentHashMap.newKeySet();
    private final Map<String, String> open = new ConcurrentHashMap<>();

    OpenTroubles(String source, Troubles troubles) {
        this.source = source;
        this.troubles = troubles;
    }

    /// @param about what it is about besides the kind, such as a table; may be empty
    void say(TroubleKind kind, String about, String sentence) {
        String before = open.put(key(kind, about), sentence);
        if (!sentence.equals(before)) {
            LOGGER.error("{}: {}: {}", source, kind.text(), sentence);
            try {
                troubles.troubled(source, kind.text(), sentence);
            } catch (RuntimeException e) {
                open.remove(key(kind, about)); // said again when it is met again
                LOGGER.warn("{}: the trouble could not be published", source, e);
            }
        }
    }

    void over(TroubleKind kind, String about, String sentence) {
        boolean perhapsBefore = about.isEmpty() && asked.add(kind); // said by an earlier process, for all we know
        if (open.remove(key(kind, about)) != null || perhapsBefore) {
            LOGGER.debug("{}: {} is over: {}", source, kind.text(), sentence);
            boolean others = open.keySet().stream().anyMatch(key -> key.startsWith(kind.text()));
            if (!others) {
                recovered(kind, sentence);
            }
        }
    }

    private void recovered(TroubleKind kind, String sentence) {
        try {
            troubles.recovered(source, kind.text(), sentence);
        } catch (RuntimeException e) {
            LOGGER.warn("{}: the end of {} could not be published", source, kind.text(), e);
        }
    }

    /// What the open troubles of a kind are about.
    List<String> abouts(TroubleKind kind) {
        String start = kind.text() + ' ';
        return open.keySet().stream()
                .filter(key -> key.startsWith(start))
                .map(key -> key.substring(start.length()))
                .toList();
    }

    /// Another copy of capture has gone on meanwhile: what was said here is out of date.
    void forget() {
        asked.clear();
        open.clear();
    }

    Map<String, String> all() {
        return new TreeMap<>(open);
    }

    private static String key(TroubleKind kind, String about) {
        return about.isEmpty() ? kind.text() : kind.text() + ' ' + about;
    }
}
