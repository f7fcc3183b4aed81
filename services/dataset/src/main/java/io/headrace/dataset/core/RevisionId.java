package io.headrace.dataset.core;

import java.util.Comparator;

/// One revision of a pipeline. Older revisions of a pipeline sort first.
public record RevisionId(String pipeline, int number) implements Comparable<RevisionId> {

    private static final Comparator<RevisionId> ORDER =
            Comparator.comparing(RevisionId::pipeline).thenComparingInt(RevisionId::number);

    /// Reads what [#toString] wrote.
    public static RevisionId parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("'%s' names no revision: it is pipeline@number".formatted(text));
        }
        return new RevisionId(text.substring(0, at), Integer.parseInt(text.substring(at + 1)));
    }

    @Override
    public int compareTo(RevisionId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return pipeline + "@" + number;
    }
}
