package io.headrace.simulation.promises;

import io.headrace.dataset.core.Assessor;
import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.core.RevisionId;
import io.headrace.dataset.core.RowShape;
import io.headrace.dataset.core.Tally;
import io.headrace.dataset.stream.PipelineCatalog;
import io.headrace.events.Cut;
import io.headrace.events.PipelineAccepted;
import io.headrace.events.PipelineSpec;
import io.headrace.schemas.Topics;
import io.headrace.simulation.World;
import io.headrace.simulation.people.Tables;
import io.headrace.simulation.source.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the rows at a cut add up to for a revision, computed from nothing but the source's rows.
final class Scratch {

    private final SourceHistory history;
    private final Map<RevisionId, PipelineSpec> specs = new HashMap<>();
    private final Map<RevisionId, Assessor> assessors = new HashMap<>();
    private final Map<String, RowShape> shapes = new HashMap<>();
    private final Map<Key, Tally> known = new HashMap<>();

    Scratch(World world, SourceHistory history) {
        this.history = history;
        for (PipelineAccepted accepted : Events.of(world, Topics.PIPELINE, PipelineAccepted.class)) {
            specs.put(new RevisionId(accepted.getPipeline(), accepted.getRevision()), accepted.getSpec());
        }
        for (Shape table : Tables.ALL) {
            shapes.put(table.name(), ScratchRow.shape(table));
        }
    }

    private record Key(RevisionId revision, long cut) {}

    PipelineSpec spec(String pipeline, int revision) {
        return Objects.requireNonNull(specs.get(new RevisionId(pipeline, revision)));
    }

    Tally tally(String pipeline, int revision, Cut cut) {
        RevisionId id = new RevisionId(pipeline, revision);
        return known.computeIfAbsent(new Key(id, cut.getNumber()), key -> sum(id, cut.getNumber(), cut.getCommitLsn()));
    }

    /// Of the rows that are there in the end.
    Tally tally(String pipeline, int revision) {
        return sum(new RevisionId(pipeline, revision), Long.MAX_VALUE, Long.MAX_VALUE);
    }

    private Tally sum(RevisionId id, long cut, long lsn) {
        PipelineSpec spec = spec(id.pipeline(), id.number());
        Declaration declaration = PipelineCatalog.declaration(id, "", spec);
        Assessor assessor = assessors.computeIfAbsent(id, one -> new Assessor(declaration));
        RowShape shape = Objects.requireNonNull(shapes.get(spec.getTable()));
        NavigableMap<Long, Map<String, @Nullable Object>> rows = history.rows(spec.getTable(), cut, lsn);
        Tally tally = declaration.blank();
        for (Map.Entry<Long, Map<String, @Nullable Object>> row : rows.entrySet()) {
            String key = Long.toString(row.getKey());
            tally.include(assessor.assess(new ScratchRow(shape, row.getValue()), List.of(key)));
        }
        return tally;
    }
}
