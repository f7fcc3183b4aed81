package io.headrace.app.proof;

import io.headrace.dataset.core.RevisionId;
import io.headrace.dataset.stream.TopicLog;
import io.headrace.events.DatasetVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compares datasets with the table's topic, each at the cut of a version that the dataset announced: no snapshot has
/// to meet it, for the topic can be folded up to any cut.
///
/// A version older than the topic's place holds if nothing that the pipeline looks at changed since. Otherwise the
/// dataset has patience to announce the next one.
final class DatasetCheck {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final DatasetVersions versions;
    private final TopicLog log;
    private final TopicTable topic;
    private final Duration patience;
    private final Map<RevisionId, DatasetVersion> tried = new HashMap<>();
    private final Map<RevisionId, DatasetResult> results = new HashMap<>();

    DatasetCheck(DatasetVersions versions, TopicLog log, TopicTable topic, Duration patience) {
        this.versions = versions;
        this.log = log;
        this.topic = topic;
        this.patience = patience;
    }

    /// Compares revisions that the topic's fold was declared for.
    List<DatasetResult> run(List<RevisionId> revisions) throws InterruptedException {
        topic.foldTo(topic.lastCut(), log.ends()); // with all that the table's snapshot did not see
        List<RevisionId> open = new ArrayList<>(revisions);
        long moved = System.nanoTime();
        while (!open.isEmpty() && System.nanoTime() - moved < patience.toNanos()) {
            versions.look();
            List<DatasetVersion> fresh = open.stream()
                    .map(versions::newest)
                    .flatMap(Optional::stream)
                    .filter(version -> !version.equals(tried.get(revision(version))))
                    .sorted(Comparator.comparingLong(version -> version.getCut().getNumber()))
                    .toList();
            fresh.stream().filter(this::settles).map(DatasetCheck::revision).forEach(open::remove);
            if (fresh.isEmpty()) {
                Thread.sleep(PAUSE);
            } else {
                moved = System.nanoTime();
            }
        }
        return revisions.stream()
                .map(revision -> results.getOrDefault(revision, DatasetResult.missing(revision)))
                .toList();
    }

    /// Whether no later version can say anything else.
    private boolean settles(DatasetVersion version) {
        RevisionId revision = revision(version);
        tried.put(revision, version);
        long cut = version.getCut().getNumber();
        if (cut > topic.lastCut()) {
            topic.foldTo(cut, log.ends());
        }
        DatasetResult result = DatasetResult.of(version, topic.fold().tally(revision));
        boolean isBehind = cut < topic.lastCut();
        results.put(revision, isBehind && !result.holds() ? result.behind(topic.lastCut()) : result);
        return result.holds() || !isBehind;
    }

    private static RevisionId revision(DatasetVersion version) {
        return new RevisionId(version.getPipeline(), version.getRevision());
    }
}
