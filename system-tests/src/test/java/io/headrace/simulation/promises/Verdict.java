package io.headrace.simulation.promises;

import java.util.ArrayList;
import java.util.List;

/// What was found broken, in sentences.
public final class Verdict {

    private static final int SHOWN = 12;

    private final List<String> broken = new ArrayList<>();

    /// Notes a broken promise unless it holds.
    @SuppressWarnings("AnnotateFormatMethod") // Its annotation is in a library that nothing else here needs.
    void expect(boolean holds, String sentence, Object... arguments) {
        if (!holds) {
            broken.add(sentence.formatted(arguments));
        }
    }

    /// Notes a difference unless there is none.
    @SuppressWarnings("AnnotateFormatMethod")
    void expectSame(Object expected, Object found, String sentence, Object... arguments) {
        if (!expected.equals(found)) {
            broken.add("%s: expected %s, found %s".formatted(sentence.formatted(arguments), expected, found));
        }
    }

    public boolean holds() {
        return broken.isEmpty();
    }

    @Override
    public String toString() {
        String shown = String.join("\n  ", broken.subList(0, Math.min(SHOWN, broken.size())));
        return broken.size() <= SHOWN ? shown : "%s\n  … and %d more".formatted(shown, broken.size() - SHOWN);
    }
}
