package io.headrace.app.proof;

import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.core.RevisionId;
import io.headrace.dataset.stream.DiskRows;
import io.headrace.dataset.stream.TableFold;
import io.headrace.dataset.stream.TopicLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Trains versions again: one pass over each table's topic, from its first record, and a stop at each version's cut.
final class Reproduction {

    private final Site site;
    private final Scratch scratch;
    private final EventHistory history;
    private final Retraining retraining;
    private final List<Result> results = new ArrayList<>();

    Reproduction(Site site, Scratch scratch, EventHistory history) {
        this.site = site;
        this.scratch = scratch;
        this.history = history;
        this.retraining = new Retraining(history, scratch);
    }

    /// A version and what became of it.
    ///
    /// @param differences a sentence each; none: it came out bit by bit
    /// @param untrained why it was not trained again, though nothing is known to be wrong; null: it was
    record Result(
            Announced version,
            List<String> differences,
            @Nullable Untrained untrained) {

        Result {
            differences = List.copyOf(differences);
        }

        boolean holds() {
            return differences.isEmpty() && untrained == null;
        }
    }

    /// A version that is not trained again.
    ///
    /// @param what became of it, in a few words
    record Untrained(String what, String why) {}

    /// Trains them all, in the order of their events.
    List<Result> run() {
        Map<String, List<Announced>> byTopic = new TreeMap<>();
        for (Announced version : history.versions()) {
            if (history.canBeTrained(version)) {
                byTopic.computeIfAbsent(retraining.declaration(version).topic(), topic -> new ArrayList<>())
                        .add(version);
            } else {
                results.add(new Result(version, history.problems(version), null));
            }
        }
        byTopic.forEach(this::run);
        results.sort(Comparator.comparingLong(result -> result.version().offset()));
        return results;
    }

    /// What is left of a version behind the horizon is its event, and its artifact unless that was pruned.
    private Result result(Announced version, TableFold fold, History kept) {
        List<String> problems = history.problems(version);
        List<String> differences = retraining.differences(version, fold);
        if (problems.isEmpty() && !differences.isEmpty() && kept.isBehind(version.cut())) {
            return new Result(
                    version,
                    List.of(),
                    new Untrained(
                            "behind the row history", "%s; %s".formatted(kept.behind(version.cut()), left(version))));
        }
        List<String> all = new ArrayList<>(problems);
        all.addAll(differences);
        Untrained untrained = all.isEmpty()
                ? retraining
                        .untrained(version)
                        .map(why -> new Untrained("rows as announced", why))
                        .orElse(null)
                : null;
        return new Result(version, all, untrained);
    }

    private static String left(Announced version) {
        return version.artifact().kept() instanceof Announced.Kept.Pruned
                ? "its artifact was pruned, too"
                : "what is there still is its artifact: %d bytes with the SHA-256 %s"
                        .formatted(
                                version.artifact().length(), version.artifact().sha256());
    }

    private void run(String topic, List<Announced> versions) {
        Map<RevisionId, Declaration> declarations = new HashMap<>();
        versions.forEach(
                version -> declarations.put(retraining.declaration(version).id(), retraining.declaration(version)));
        try (TopicLog log = site.log(topic);
                DiskRows rows = new DiskRows(scratch.next())) {
            History kept = History.of(site, topic);
            TopicTable table = TopicTable.open(site, log, kept, List.copyOf(declarations.values()), rows);
            Map<Integer, Long> ends = log.ends();
            versions.stream()
                    .sorted(Comparator.comparingLong(version -> version.cut().getNumber()))
                    .forEach(version -> {
                        table.foldTo(version.cut().getNumber(), ends);
                        results.add(result(version, table.fold(), kept));
                    });
        }
    }
}
