package io.headrace.dataset.core;

import io.headrace.dataset.core.Part.BasePart;
import io.headrace.dataset.core.Part.CutPart;
import io.headrace.dataset.core.Part.DroppedPart;
import io.headrace.dataset.core.Part.Shift;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Puts the partitions of a source together: cuts are applied in the order of their numbers, each when all of its
/// parts are in. Not thread-safe.
public final class Merge {

    private final int partitions;
    private final Journal journal;
    private final SortedMap<RevisionId, Standing> standings = new TreeMap<>();
    private final NavigableMap<Long, List<CutPart>> waiting = new TreeMap<>();
    private long merged;
    private @Nullable CutMark mark;

    /// Is told what must outlive the merge.
    public interface Journal {

        /// A part waits for its cut.
        void waits(CutPart part);

        /// A part that waited is applied.
        void applied(CutPart part);

        /// A revision's standing is another now.
        void moved(RevisionId revision);
    }

    /// The rows of a revision at a cut.
    public record Version(
            RevisionId revision,
            long cut,
            CutMark mark,
            Tally tally,
            @Nullable String problem) {}

    public Merge(int partitions, Journal journal) {
        this.partitions = partitions;
        this.journal = journal;
    }

    /// Takes up where an earlier merge stopped.
    public void restore(
            long merged, @Nullable CutMark mark, Map<RevisionId, Standing> standings, List<CutPart> waiting) {
        this.merged = merged;
        this.mark = mark;
        this.standings.putAll(standings);
        waiting.forEach(this::wait);
    }

    /// Takes what a partition says.
    public void accept(Part part) {
        switch (part) {
            case CutPart cut -> accept(cut);
            case BasePart base -> {
                standings
                        .computeIfAbsent(base.revision(), id -> Standing.empty())
                        .begin(base);
                journal.moved(base.revision());
            }
            case DroppedPart dropped -> accept(dropped);
        }
    }

    /// Whether a dataset version is ready that was not announced.
    public boolean owes() {
        return standings.values().stream().anyMatch(standing -> isReady(standing));
    }

    /// The versions that are owed, at the merged cut, older revisions first; then they are not owed any more.
    public List<Version> announce() {
        List<Version> versions = new ArrayList<>();
        CutMark mark = this.mark;
        if (mark == null) {
            return versions;
        }
        standings.forEach((revision, standing) -> {
            if (isReady(standing)) {
                versions.add(new Version(revision, merged, mark, standing.total(), standing.problem()));
                standing.announced();
                journal.moved(revision);
            }
        });
        return versions;
    }

    /// The last cut that is applied; 0: none.
    public long merged() {
        return merged;
    }

    public @Nullable CutMark mark() {
        return mark;
    }

    /// What is known of a revision; null: nothing (any more).
    public @Nullable Standing standing(RevisionId revision) {
        return standings.get(revision);
    }

    private boolean isReady(Standing standing) {
        return standing.isOwed() && standing.isWhole(partitions, merged);
    }

    private void accept(DroppedPart dropped) {
        Standing standing = standings.get(dropped.revision());
        if (standing == null) {
            return;
        }
        if (standing.drop(dropped.partition())) {
            standings.remove(dropped.revision());
        }
        journal.moved(dropped.revision());
    }

    private void accept(CutPart part) {
        if (part.cut() == merged + 1 && part.parts() == 1) {
            apply(part.cut(), List.of(part));
        } else {
            wait(part);
            journal.waits(part);
        }
        while (!waiting.isEmpty() && waiting.firstKey() == merged + 1) {
            List<CutPart> parts = waiting.firstEntry().getValue();
            if (parts.size() < parts.getFirst().parts()) {
                return;
            }
            waiting.remove(merged + 1);
            apply(merged + 1, parts);
            parts.forEach(journal::applied);
        }
    }

    private void wait(CutPart part) {
        waiting.computeIfAbsent(part.cut(), cut -> new ArrayList<>()).add(part);
    }

    private void apply(long cut, List<CutPart> parts) {
        merged = cut;
        mark = parts.getFirst().mark();
        for (CutPart part : parts) {
            for (Shift shift : part.shifts()) {
                Standing standing = standings.get(shift.revision());
                if (standing != null && standing.shift(cut, part.partition(), shift)) {
                    journal.moved(shift.revision());
                }
            }
        }
    }
}
