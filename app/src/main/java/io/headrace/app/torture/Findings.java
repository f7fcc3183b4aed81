package io.headrace.app.torture;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What was found that breaks a promise.
final class Findings {

    private final Map<Promise, List<String>> sentences = new EnumMap<>(Promise.class);

    synchronized void add(Promise promise, String sentence) {
        sentences.computeIfAbsent(promise, one -> new ArrayList<>()).add(sentence);
    }

    synchronized List<String> of(Promise promise) {
        return List.copyOf(sentences.getOrDefault(promise, List.of()));
    }

    synchronized boolean isEmpty() {
        return sentences.isEmpty();
    }
}
