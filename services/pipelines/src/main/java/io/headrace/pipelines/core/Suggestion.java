package io.headrace.pipelines.core;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.TreeSet;

/// The name that a misspelt one was probably meant to be.
public final class Suggestion {

    private static final int SHOWN_MAX = 20;

    private Suggestion() {}

    /// `; did you mean "label"?`, or nothing where no name is near.
    public static String forName(String name, Collection<String> known) {
        int limit = Math.max(1, name.length() / 3);
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= limit)
                .min(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .map("; did you mean \"%s\"?"::formatted)
                .orElse("");
    }

    /// As [#forName(String, Collection)], and a table of that name in another schema first.
    static String forTable(String table, Collection<String> known) {
        String name = table.substring(table.indexOf('.'));
        return known.stream()
                .filter(candidate -> candidate.endsWith(name))
                .findFirst()
                .map("; did you mean \"%s\"?"::formatted)
                .orElseGet(() -> forName(table, known));
    }

    /// As [#forName(String, Collection)], or what there is where no name is near.
    static String forColumn(String column, Collection<String> known) {
        String near = forName(column, known);
        return near.isEmpty() && known.size() <= SHOWN_MAX
                ? "; it has %s".formatted(String.join(", ", new TreeSet<>(known)))
                : near;
    }

    /// Insertions, deletions, replacements and swaps of neighbours that make one of the other, letter case aside.
    private static int distance(String left, String right) {
        String a = canonical(left);
        String b = canonical(right);
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : step(steps, a, b, i, j);
            }
        }
        return steps[a.length()][b.length()];
    }

    private static int step(int[][] steps, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(steps[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
    }

    private static String canonical(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
