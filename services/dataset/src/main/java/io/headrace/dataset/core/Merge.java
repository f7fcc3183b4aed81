package io.headrace.dataset.core;

import io.headrace.dataset.core.Part.BasePart;
import io.headrace.dataset.core.Part.CutPart;
import io.headrace.dataset.core.Part.DroppedPart;
import io.headrace.dataset.core.Part.ListedCut;
import io.headrace.dataset.core.Part.Shift;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Puts the partitions of a source together: cuts are applied in the order of the list of cuts, each when all of its
/// parts are in. Not thread-safe.
public final class Merge {

    private final int partitions;
    private final Journal journal;
    private final SortedMap<RevisionId, Standing> standings = new TreeMap<>();
    private final NavigableMap<Long, List<CutPart>> waiting = new TreeMap<>();
    private final Deque<ListedCut> listed = new ArrayDeque<>();
    private long merged;

    /// The last cut that came from everywhere: all that lies before it has come, too.
    private long readTo;
    private @Nullable CutMark mark;

    /// Is told whose standing is another now.
    @FunctionalInterface
    public interface Journal {

        void moved(RevisionId revision);
    }

    /// The rows of a revision at a cut.
    ///
    /// @param departed since the version before; null: none
    public record Version(
            RevisionId revision,
            long cut,
            CutMark mark,
            Tally tally,
            @Nullable String problem,
            @Nullable Departed departed) {}

    public Merge(int partitions, Journal journal) {
        this.partitions = partitions;
        this.journal = journal;
    }

    /// Takes up where an earlier merge stopped.
    public void restore(long merged, @Nullable CutMark mark, Map<RevisionId, Standing> standings, List<Part> waiting) {
        this.merged = merged;
        this.mark = mark;
        this.standings.putAll(standings);
        waiting.forEach(this::accept);
    }

    /// Parts that wait, for each other or for the cuts before theirs, in an order to accept them in again.
    public List<Part> waiting() {
        List<Part> parts = new ArrayList<>(listed);
        waiting.values().forEach(parts::addAll);
        return parts;
    }

    /// Takes what a partition says.
    public void accept(Part part) {
        switch (part) {
            case CutPart cut -> {
                List<CutPart> parts = waiting.computeIfAbsent(cut.cut(), number -> new ArrayList<>());
                parts.add(cut);
                if (cut.of().everywhere() && areWhole(parts)) {
                    readTo = Math.max(readTo, cut.cut());
                }
                advance();
            }
            case ListedCut cut -> {
                if (cut.cut() > (listed.isEmpty() ? merged : listed.getLast().cut())) { // else it comes again
                    listed.add(cut);
                }
                advance();
            }
            case BasePart base -> {
                standings
                        .computeIfAbsent(base.revision(), id -> Standing.empty())
                        .begin(base);
                journal.moved(base.revision());
            }
            case DroppedPart dropped -> accept(dropped);
        }
    }

    /// Passes by cuts that have lost records and would be waited for in vain, once a later cut has come from
    /// everywhere: whatever is left of them came before it, and is applied.
    ///
    /// @param isBehind whether a cut may have lost records
    public void pass(Predicate<CutMark> isBehind) {
        for (ListedCut next = listed.peek(); next != null; next = listed.peek()) {
            if (next.cut() >= readTo || !isBehind.test(next.mark())) {
                return;
            }
            merge(next, waiting.getOrDefault(next.cut(), List.of()));
            advance();
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
                versions.add(
                        new Version(revision, merged, mark, standing.total(), standing.problem(), standing.departed()));
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

    /// Applies every cut whose turn it is.
    private void advance() {
        for (ListedCut next = listed.peek(); next != null; next = listed.peek()) {
            List<CutPart> parts = waiting.get(next.cut());
            if (parts == null || !areWhole(parts)) {
                return;
            }
            merge(next, parts);
        }
    }

    private static boolean areWhole(List<CutPart> parts) {
        return parts.size() >= parts.getFirst().of().count();
    }

    private void merge(ListedCut next, List<CutPart> parts) {
        listed.remove();
        // Parts of cuts before this one would be of a read that was given up.
        waiting.headMap(next.cut(), true).clear();
        merged = next.cut();
        mark = next.mark();
        parts.forEach(part -> apply(part, next.mark().committedAt()));
    }

    private void apply(CutPart part, long committedAt) {
        for (Shift shift : part.shifts()) {
            Standing standing = standings.get(shift.revision());
            if (standing != null && standing.shift(part.cut(), committedAt, part.partition(), shift)) {
                journal.moved(shift.revision());
            }
        }
    }
}
