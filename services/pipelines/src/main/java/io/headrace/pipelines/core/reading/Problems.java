package io.headrace.pipelines.core.reading;

import io.headrace.pipelines.core.Problem;
import java.util.ArrayList;
import java.util.List;

/// Everything that was found wrong so far.
final class Problems {

    private final List<Problem> found = new ArrayList<>();

    void add(String path, String sentence) {
        found.add(new Problem(path, sentence));
    }

    boolean none() {
        return found.isEmpty();
    }

    List<Problem> all() {
        return List.copyOf(found);
    }
}
