package io.headrace.app.proof;

import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.core.RevisionId;
import io.headrace.dataset.stream.DiskRows;
import io.headrace.dataset.stream.TableFold;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
        this.retraining = new Retraining(history);
    }

    /// A version and what differs, a sentence each; none: it came out bit by bit.
    record Result(Announced version, List<String> differences) {

        Result {
            differences = List.copyOf(differences);
        }

        boolean holds() {
            return differences.isEmpty();
        }
    }

    /// Trains them all, in the order of their events.
    List<Result> run() {
        Map<String, List<Announced>> byTopic = new TreeMap<>();
        for (Announced version : history.versions()) {
            if (history.canBeTrained(version)) {
                byTopic.computeIfAbsent(retraining.declaration(version).topic(), topic -> new ArrayList<>())
                        .add(version);
            } else {
                results.add(new Result(version, history.problems(version)));
            }
        }
        byTopic.forEach(this::run);
        results.sort(Comparator.comparingLong(result -> result.version().offset()));
        return results;
    }

    private void run(String topic, List<Announced> versions) {
        Map<RevisionId, Declaration> declarations = new HashMap<>();
        versions.forEach(
                version -> declarations.put(retraining.declaration(version).id(), retraining.declaration(version)));
        try (TopicLog log = site.log(topic);
                DiskRows rows = new DiskRows(scratch.next())) {
            log.requireWhole();
            TableFold fold = new TableFold(site.schemas(), log.partitions(), List.copyOf(declarations.values()), rows);
            TopicTable table = new TopicTable(log, fold, site.err());
            Map<Integer, Long> ends = log.ends();
            versions.stream()
                    .sorted(Comparator.comparingLong(version -> version.cut().getNumber()))
                    .forEach(version -> {
                        table.foldTo(version.cut().getNumber(), ends);
                        List<String> all = new ArrayList<>(history.problems(version));
                        all.addAll(retraining.differences(version, fold));
                        results.add(new Result(version, all));
                    });
        }
    }
}
