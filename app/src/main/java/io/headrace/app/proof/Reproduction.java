package io.headrace.app.proof;

import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.core.RevisionId;
import io.headrace.dataset.core.Tally;
import io.headrace.dataset.stream.DiskRows;
import io.headrace.dataset.stream.PipelineCatalog;
import io.headrace.dataset.stream.TableFold;
import io.headrace.events.PipelineSpec;
import io.headrace.exact.Ridge;
import io.headrace.training.core.Feed;
import io.headrace.training.core.Plan;
import io.headrace.training.run.RidgeModel;
import io.headrace.training.stream.Plans;
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
    private final List<Result> results = new ArrayList<>();

    Reproduction(Site site, Scratch scratch, EventHistory history) {
        this.site = site;
        this.scratch = scratch;
        this.history = history;
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
                byTopic.computeIfAbsent(declaration(version).topic(), topic -> new ArrayList<>())
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
        versions.forEach(version -> declarations.put(declaration(version).id(), declaration(version)));
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
                        all.addAll(differences(version, fold));
                        results.add(new Result(version, all));
                    });
        }
    }

    private List<String> differences(Announced version, TableFold fold) {
        if (!fold.isWhole()) {
            return List.of("cut: the table is not whole in its topic at cut %d"
                    .formatted(version.cut().getNumber()));
        }
        Tally tally = fold.tally(declaration(version).id());
        Plan plan = Plans.plan(version.revision(), specification(version));
        Feed.Rows counts = new Feed.Rows(tally.train().count(), tally.test().count(), tally.refused());
        Reproduced.Made made = switch (RidgeModel.of(plan.columns(), plan.l2(), tally.train(), tally.test(), counts)) {
            case RidgeModel.Made.Nothing nothing -> new Reproduced.Made.Nothing(nothing.reason());
            case RidgeModel.Made.Model model ->
                new Reproduced.Made.Model(
                        model.artifact().sha256(),
                        model.artifact().bytes().remaining(),
                        model.dropped(),
                        new Announced.Figures(
                                model.figures().testRows(),
                                model.figures().rmse(),
                                model.figures().r2(),
                                model.figures().meanError()));
        };
        return new Reproduced(
                        made,
                        tally.digest().sha256(),
                        new Announced.Rows(counts.train(), counts.test(), counts.refused()),
                        Ridge.VERSION)
                .differences(version);
    }

    private Declaration declaration(Announced version) {
        RevisionId id = new RevisionId(version.pipeline(), version.revision());
        return PipelineCatalog.declaration(id, id.toString(), specification(version));
    }

    private PipelineSpec specification(Announced version) {
        PipelineSpec specification = history.specification(version);
        if (specification == null) {
            throw new IllegalStateException("%s has no specification, and was let through".formatted(version.name()));
        }
        return specification;
    }
}
