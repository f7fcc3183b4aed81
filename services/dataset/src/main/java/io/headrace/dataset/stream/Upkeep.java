package io.headrace.dataset.stream;

import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.core.Part;
import io.headrace.dataset.core.Part.DroppedPart;
import io.headrace.dataset.core.RevisionId;
import io.headrace.dataset.core.RevisionProgress;
import io.headrace.dataset.core.RevisionProgress.Phase;
import io.headrace.dataset.core.TableProgress;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A partition's work that no record asks for: revisions that come and go, scans of stored rows, and the removal of old
/// generations. In slices, so that rows never wait long. Not thread-safe.
final class Upkeep {

    private static final Logger LOGGER = LoggerFactory.getLogger(Upkeep.class);
    private static final long BUSY_SLICE_NS = 5_000_000;
    private static final long IDLE_SLICE_NS = 30_000_000;

    private final int partition;
    private final PartitionState state;
    private final Rows rows;
    private final PipelineCatalog catalog;
    private final DatasetProgress progress;
    private final LongFunction<Slice> slices;
    private List<Declaration> declared = List.of();
    private boolean isBusy;
    private boolean isNew = true;

    /// @param slices makes one of nanoseconds
    Upkeep(
            int partition,
            PartitionState state,
            Rows rows,
            PipelineCatalog catalog,
            DatasetProgress progress,
            LongFunction<Slice> slices) {
        this.partition = partition;
        this.state = state;
        this.rows = rows;
        this.catalog = catalog;
        this.progress = progress;
        this.slices = slices;
    }

    /// There are records to work on: the next slice is a short one.
    void sawRecord() {
        isBusy = true;
    }

    /// Makes the revisions those of the catalog.
    @SuppressWarnings("ReferenceEquality") // Another list means another content, and this is asked for every row.
    void sync(Consumer<Part> tell) {
        List<Declaration> kept = catalog.kept();
        if (kept == declared && !isNew) {
            return;
        }
        isNew = false;
        declared = kept;
        rows.declare(kept);
        Map<RevisionId, Declaration> wanted =
                kept.stream().collect(Collectors.toMap(Declaration::id, Function.identity()));
        for (RevisionProgress revision : List.copyOf(state.revisions())) {
            Declaration declaration = wanted.remove(revision.id());
            if (declaration == null || !declaration.origin().equals(revision.origin())) {
                state.remove(revision.id());
                progress.scanEnded(revision.id(), partition);
                tell.accept(new DroppedPart(revision.id(), partition));
            }
            if (declaration != null && !declaration.origin().equals(revision.origin())) {
                wanted.put(declaration.id(), declaration);
            }
        }
        wanted.values().forEach(this::begin);
    }

    /// Works for the length of a slice.
    void run(Consumer<Part> tell) {
        sync(tell);
        Slice slice = slices.apply(isBusy ? BUSY_SLICE_NS : IDLE_SLICE_NS);
        isBusy = false;
        for (RevisionProgress revision : state.revisions()) {
            TableProgress table = state.table(revision.topic());
            if (revision.phase() == Phase.SCANNING && scan(table, revision, slice)) {
                revision.scanEnded();
                long count = progress.scanEnded(revision.id(), partition);
                LOGGER.info(
                        "{} is computed from {} stored rows of {}-{}",
                        revision.id(),
                        count,
                        revision.topic(),
                        partition);
            }
            revision.give(partition, table).ifPresent(tell);
        }
        Integer abandoned = state.abandonedSlot();
        if (abandoned != null && rows.clear(abandoned, slice)) {
            state.slotCleared();
        }
    }

    private boolean scan(TableProgress table, RevisionProgress revision, Slice slice) {
        return rows.scan(table, revision, slice, () -> progress.scanned(revision.id(), partition, 1));
    }

    private void begin(Declaration declaration) {
        RevisionProgress revision = RevisionProgress.begin(declaration);
        state.add(revision);
        rows.see(revision, state.table(declaration.topic()).schema());
        LOGGER.info("{} begins with the stored rows of {}-{}", revision.id(), revision.topic(), partition);
    }
}
