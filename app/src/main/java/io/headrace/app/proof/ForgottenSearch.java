package io.headrace.app.proof;

import io.headrace.app.CommandFailure;
import io.headrace.app.proof.Forgotten.Part;
import io.headrace.app.proof.Forgotten.Proof;
import io.headrace.app.proof.Forgotten.Use;
import io.headrace.capture.rows.TableName;
import io.headrace.dataset.core.Assessed;
import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.core.KeyText;
import io.headrace.dataset.stream.TopicLog;
import io.headrace.events.ModelDeployed;
import io.headrace.events.PipelineSpec;
import io.headrace.schemas.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Follows one key through its table's topic and the versions that were trained from it.
final class ForgottenSearch {

    private final Site site;
    private final Scratch scratch;
    private final TableName table;
    private final KeyText key;
    private final Map<String, Long> inProduction = new TreeMap<>();
    private final List<Use> uses = new ArrayList<>();
    private final List<Proof> proofs = new ArrayList<>();

    ForgottenSearch(Site site, Scratch scratch, TableName table, KeyText key) {
        this.site = site;
        this.scratch = scratch;
        this.table = table;
        this.key = key;
    }

    /// Looks. What is in production is read first, so that its version is among those that are known.
    Forgotten run() {
        site.messages(Topics.DEPLOYMENT, (message, offset) -> {
            if (message instanceof ModelDeployed deployed) {
                inProduction.put(deployed.getPipeline(), deployed.getVersion());
            }
        });
        EventHistory history = EventHistory.read(site, version -> true);
        String topic = table.topic();
        try (TopicLog log = site.log(topic)) {
            if (log.partitions() == 0) {
                throw CommandFailure.failed(
                        "there is no topic %s: %s was never captured".formatted(topic, table.text()));
            }
            History kept = History.of(site, topic);
            kept.requireWhole(log);
            return run(log, kept, history);
        }
    }

    private Forgotten run(TopicLog log, History kept, EventHistory history) {
        Retraining retraining = new Retraining(history, scratch);
        List<Announced> versions = history.versions().stream()
                .filter(version -> isOnTable(history.specification(version)))
                .sorted(Comparator.comparingLong(
                                (Announced version) -> version.cut().getNumber())
                        .thenComparingLong(Announced::offset))
                .toList();
        List<Declaration> declarations = versions.stream()
                .filter(history::canBeTrained)
                .map(retraining::declaration)
                .distinct()
                .toList();
        try (KeyPass pass = new KeyPass(site, scratch, log, key, kept.isCompacted(), declarations)) {
            Set<String> owed = new HashSet<>();
            versions.forEach(version -> {
                pass.foldTo(version.cut().getNumber());
                take(use(version, kept, pass, retraining), version, owed, pass, retraining);
            });
            pass.foldToEnd();
            if (pass.misfit() != null) {
                throw CommandFailure.badInput("'%s' %s".formatted(key.text(), pass.misfit()));
            }
            return result(log, kept, pass);
        }
    }

    /// A version whose specification nobody knows may be on any table.
    private boolean isOnTable(@Nullable PipelineSpec specification) {
        return specification == null
                || (specification.getSource().equals(table.source())
                        && specification.getTable().equals(table.text()));
    }

    /// @param owed the pipelines that have versions with the row, and none without it since
    private void take(Use use, Announced version, Set<String> owed, KeyPass pass, Retraining retraining) {
        uses.add(use);
        if (use.part().counts()) {
            owed.add(use.pipeline());
        } else if (use.part() == Part.ABSENT && owed.remove(use.pipeline())) {
            List<String> differences = new ArrayList<>(retraining.history().problems(version));
            differences.addAll(retraining.differences(version, pass.others()));
            retraining.untrained(version).ifPresent(differences::add);
            proofs.add(new Proof(version, differences));
        }
    }

    /// Behind the horizon nothing is left of a row that went, so it was not there only if the other rows alone make
    /// the version.
    private static Use use(Announced version, History kept, KeyPass pass, Retraining retraining) {
        EventHistory history = retraining.history();
        if (!history.canBeTrained(version)) {
            return use(version, Part.UNKNOWN, String.join("; ", history.problems(version)));
        }
        Optional<Assessed> row = pass.assessed(retraining.declaration(version).id());
        if (row.isEmpty()) {
            return kept.isBehind(version.cut())
                            && !retraining.differences(version, pass.others()).isEmpty()
                    ? use(version, Part.UNKNOWN, kept.behind(version.cut()))
                    : use(version, Part.ABSENT, "");
        }
        return switch (row.get()) {
            case Assessed.Refused(var reason, var _) -> use(version, Part.REFUSED, reason);
            case Assessed.Counted counted -> use(version, counted.test() ? Part.TEST : Part.TRAINING, "");
        };
    }

    private static Use use(Announced version, Part part, String why) {
        return new Use(version.pipeline(), version.version(), version.cut().getNumber(), part, why);
    }

    private Forgotten result(TopicLog log, History kept, KeyPass pass) {
        Set<String> pipelines = uses.stream().map(Use::pipeline).collect(Collectors.toCollection(TreeSet::new));
        List<Use> production = pipelines.stream()
                .filter(inProduction::containsKey)
                .map(pipeline -> production(pipeline, inProduction.getOrDefault(pipeline, 0L)))
                .toList();
        Set<Long> numbers = pass.stays().stream()
                .flatMap(stay -> Stream.of(stay.came(), stay.left() == null ? stay.came() : stay.left()))
                .collect(Collectors.toSet());
        return new Forgotten(
                new Forgotten.Subject(
                        table.text(), key.text(), log.topic(), pass.traces(), pass.isWhole(), kept.sentence()),
                pass.stays(),
                uses,
                proofs,
                production,
                EventHistory.cuts(site, table.source(), numbers));
    }

    private Use production(String pipeline, long version) {
        return uses.stream()
                .filter(use -> use.pipeline().equals(pipeline) && use.version() == version)
                .findFirst()
                .orElseGet(() -> new Use(
                        pipeline, version, 0, Part.UNKNOWN, "%s does not announce it".formatted(Topics.TRAINING)));
    }
}
