package io.headrace.dataset.stream;

import io.headrace.dataset.core.CutMark;
import io.headrace.dataset.core.Horizon;
import io.headrace.dataset.core.Merge;
import io.headrace.dataset.core.Merge.Version;
import io.headrace.dataset.core.Part;
import io.headrace.kernel.trace.Spans;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// All partitions of a source: puts their parts together and announces dataset versions, each in the commit that holds
/// its cut.
///
/// Cuts that share a commit share a version, that of the last one: nobody could have seen the others earlier. A cut
/// behind the horizon is no version: what is left of it is not what the table was.
final class CutMerge implements Processor<byte[], Part, byte[], byte[]> {

    static final String STATE = "merge";
    static final String COMMIT = "merge-commit";

    private static final Duration ANNOUNCE_EVERY = Duration.ofMillis(10);

    private final Wire wire;
    private final String source;
    private final int partitions;
    private final Horizon horizon;
    private final DatasetProgress progress;
    private final Spans spans;
    private final CommitPacer pacer = new CommitPacer();
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable MergeState state;
    private @Nullable Merge merge;

    CutMerge(Wire wire, String source, int partitions, Horizon horizon, DatasetProgress progress, Spans spans) {
        this.wire = wire;
        this.source = source;
        this.partitions = partitions;
        this.horizon = horizon;
        this.progress = progress;
        this.spans = spans;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        MergeState state = new MergeState(context.getStateStore(STATE), partitions);
        this.state = state;
        merge = state.merge();
        AtCommit commit = context.getStateStore(COMMIT);
        commit.call(state::save);
        context.schedule(ANNOUNCE_EVERY, PunctuationType.WALL_CLOCK_TIME, this::announce);
    }

    @Override
    public void process(Record<byte[], Part> record) {
        Merge merge = Objects.requireNonNull(this.merge, "init comes first");
        ProcessorContext<byte[], byte[]> context = Objects.requireNonNull(this.context, "init comes first");
        if (isNew(context)) {
            merge.accept(record.value());
        }
        announce(context.currentSystemTimeMs());
    }

    /// Parts of several partitions come by a topic of their own; those of one come at once, and never again.
    private boolean isNew(ProcessorContext<byte[], byte[]> context) {
        return partitions == 1
                || Objects.requireNonNull(state, "init comes first")
                        .takes(context.recordMetadata().orElseThrow().offset());
    }

    private void announce(long now) {
        Merge merge = Objects.requireNonNull(this.merge, "init comes first");
        ProcessorContext<byte[], byte[]> context = Objects.requireNonNull(this.context, "init comes first");
        if (horizon.isThere()) {
            merge.pass(mark -> horizon.isBehind(mark, now));
        }
        progress.merged(merge.merged());
        CutMark mark = merge.mark();
        if (mark == null || !merge.owes() || horizon.isBehind(mark, now) || !pacer.isDue(now, mark.committedAt())) {
            return;
        }
        for (Version version : merge.announce()) {
            context.forward(new Record<>(
                    version.revision().toString().getBytes(StandardCharsets.UTF_8),
                    wire.encode(VersionMessages.message(source, version)),
                    now));
            if (spans.areWanted()) {
                Instant written = Instant.ofEpochMilli(context.currentStreamTimeMs());
                spans.ended(VersionMessages.span(source, version, written, Instant.now()));
            }
        }
        context.commit();
        pacer.done(now);
    }
}
