package io.headrace.app.torture;

import io.headrace.app.commands.Print;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a torture came to.
///
/// @param faults kind → target → times
/// @param changes of the workload
/// @param events of the services
record TortureReport(
        long seed, Map<String, Map<String, Integer>> faults, ChangeCount changes, Events events, Findings findings) {

    private static final int SENTENCES_MAX = 10;

    /// Events, and what else there was.
    ///
    /// @param alterations of tables
    /// @param unanswered COMMITs whose answer was lost
    record Events(long made, long doubled, int alterations, long unanswered) {}

    boolean holds() {
        return findings.isEmpty() && changes.holds() && events.doubled() == 0;
    }

    void print(PrintWriter out) {
        out.println();
        List<List<String>> rows = new ArrayList<>();
        faults.forEach((kind, targets) -> rows.add(List.of(
                kind,
                number(targets.values().stream().mapToLong(Integer::longValue).sum()),
                targets.entrySet().stream()
                        .map(target -> target.getKey() + " " + target.getValue())
                        .collect(Collectors.joining(", ")))));
        Print.table(out, List.of("FAULTS", "TIMES", ""), rows);
        out.println();
        printCounts(out);
        out.println();
        Print.table(
                out,
                List.of("PROMISE", ""),
                Stream.of(Promise.values())
                        .map(promise -> List.of(promise.sentence(), isHeld(promise) ? "held" : "BROKEN"))
                        .toList());
        Stream.of(Promise.values()).forEach(promise -> explain(out, promise));
        out.flush();
    }

    private void printCounts(PrintWriter out) {
        Print.table(
                out,
                List.of("", "MADE", "FOUND", "READ AGAIN", "LOST", "DOUBLED"),
                List.of(
                        List.of(
                                "changes committed",
                                number(changes.committed),
                                number(changes.found),
                                number(changes.read),
                                number(changes.lost),
                                number(changes.doubled)),
                        List.of("events decided", number(events.made()), "", "", "", number(events.doubled()))));
        out.println("%d tables altered; the answer to %d COMMITs was lost"
                .formatted(events.alterations(), events.unanswered()));
    }

    private void explain(PrintWriter out, Promise promise) {
        List<String> sentences = findings.of(promise);
        if (!sentences.isEmpty()) {
            out.println();
            out.println(promise.sentence() + ": BROKEN");
            sentences.stream().limit(SENTENCES_MAX).forEach(sentence -> out.println("  " + sentence));
            if (sentences.size() > SENTENCES_MAX) {
                out.println("  and %d more (all of them: --json)".formatted(sentences.size() - SENTENCES_MAX));
            }
        }
    }

    private boolean isHeld(Promise promise) {
        return findings.of(promise).isEmpty();
    }

    Map<String, @Nullable Object> tree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("holds", holds());
        tree.put("seed", seed);
        tree.put("faults", faults);
        Map<String, @Nullable Object> counted = new LinkedHashMap<>();
        counted.put("committed", changes.committed);
        counted.put("found", changes.found);
        counted.put("read", changes.read);
        counted.put("lost", changes.lost);
        counted.put("doubled", changes.doubled);
        tree.put("changes", counted);
        tree.put("events", Map.of("made", events.made(), "doubled", events.doubled()));
        tree.put("alterations", events.alterations());
        tree.put("unansweredCommits", events.unanswered());
        Map<String, @Nullable Object> promises = new LinkedHashMap<>();
        for (Promise promise : Promise.values()) {
            promises.put(promise.name().toLowerCase(Locale.ROOT), findings.of(promise));
        }
        tree.put("broken", promises);
        return tree;
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
