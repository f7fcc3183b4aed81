package io.headrace.dataset.stream;

import io.headrace.dataset.core.Horizon;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.stream.Origin;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongFunction;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// One partition of all row topics: applies each row as it comes, and tells the merge what each cut changed.
final class RowApplier implements Processor<byte[], byte[], byte[], Applied> {

    static final String ROWS = "rows";
    static final String STATE = "partition";
    static final String COMMIT = "partition-commit";

    private static final Duration UPKEEP_EVERY = Duration.ofMillis(10);

    private final KafkaAddress kafka;
    private final Wire wire;
    private final PipelineCatalog catalog;
    private final Horizon horizon;
    private final DatasetProgress progress;
    private final LongFunction<Slice> slices;
    private @Nullable ProcessorContext<byte[], Applied> context;
    private @Nullable PartitionWork work;

    /// @param slices of the work that no record asks for, made of nanoseconds
    RowApplier(
            KafkaAddress kafka,
            Wire wire,
            PipelineCatalog catalog,
            Horizon horizon,
            DatasetProgress progress,
            LongFunction<Slice> slices) {
        this.kafka = kafka;
        this.wire = wire;
        this.catalog = catalog;
        this.horizon = horizon;
        this.progress = progress;
        this.slices = slices;
    }

    @Override
    public void init(ProcessorContext<byte[], Applied> context) {
        MDC.put("service", "dataset"); // the thread works for no other
        this.context = context;
        PartitionState state = new PartitionState(context.getStateStore(STATE));
        AtCommit commit = context.getStateStore(COMMIT);
        commit.call(state::save);
        PartitionWork begun = new PartitionWork(context, state, horizon, wire, catalog, progress, slices);
        work = begun;
        context.schedule(UPKEEP_EVERY, PunctuationType.WALL_CLOCK_TIME, begun::upkeep);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ProcessorContext<byte[], Applied> context = Objects.requireNonNull(this.context, "init comes first");
        Origin at = Origin.of(kafka, context.recordMetadata().orElseThrow());
        Objects.requireNonNull(work, "init comes first").take(record, at);
    }
}
