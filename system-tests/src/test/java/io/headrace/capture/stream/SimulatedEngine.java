package io.headrace.capture.stream;

import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.headrace.capture.Troubles;
import io.headrace.capture.core.CaptureState;
import io.headrace.capture.core.Column;
import io.headrace.capture.core.Kind;
import io.headrace.capture.core.RowShape;
import io.headrace.capture.core.TableState;
import io.headrace.capture.rows.RowEncoder;
import io.headrace.capture.rows.SchemaIds;
import io.headrace.capture.rows.TableName;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.trace.Spans;
import io.headrace.simulation.Dice;
import io.headrace.simulation.Hazard;
import io.headrace.simulation.Partial;
import io.headrace.simulation.log.Log;
import io.headrace.simulation.source.Captured;
import io.headrace.simulation.source.Captured.Seen;
import io.headrace.simulation.source.Shape;
import io.headrace.simulation.source.WalTransaction;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/// One life of a capture engine: [EngineLife] without servers and threads. Batching, the order of writing, the cuts,
/// the
/// state, the reads of tables and the encoding of rows are capture's own; simulated are Debezium, the slot and Kafka.
public final class SimulatedEngine {

    private static final CaptureState.Server SERVER = new CaptureState.Server("7300000000000000001", 1);

    private static final Troubles NO_TROUBLE = new Troubles() {
        @Override
        public void troubled(String source, String kind, String sentence) {
            throw new IllegalStateException("%s: %s".formatted(kind, sentence));
        }

        @Override
        public void recovered(String source, String kind, String sentence) {}
    };

    private final EngineSpec spec;
    private final Log log;
    private final Captured database;
    private final SchemaIds ids;
    private final Dice dice;
    private final TopicWriter topics;
    private final Journal journal;
    private final TransactionIntake intake;
    private final DebeziumRecords debezium;
    private final Deque<SourceRecord> sent = new ArrayDeque<>();
    private int next;
    private @Nullable SourceRecord processed;

    /// Fences every other copy, then reads the state back, as [EngineLife] does.
    public SimulatedEngine(EngineSpec spec, Captured database, Log log, SchemaIds ids, Dice dice, Hazard hazard) {
        this.spec = spec;
        this.log = log;
        this.database = database;
        this.ids = ids;
        this.dice = dice;
        this.debezium = new DebeziumRecords(database.tables());
        this.topics = new TopicWriter(
                log.producer(spec.identity(), hazard).asProducer(),
                KafkaAddress.at("nowhere:1"),
                spec,
                ids,
                Spans.NONE);
        topics.fence();
        CaptureState state = log.last(new Log.Place(StateStore.TOPIC, 0), spec.identity())
                .map(message -> new StateCodec().decode(message.value()))
                .orElseGet(() -> CaptureState.fresh(SERVER, 0));
        this.journal = new Journal(spec, topics, new EngineTally(), state, database.running());
        journal.transact(same -> same);
        this.intake = new TransactionIntake(
                spec,
                new ChangeReader(spec, ids, new LargeRows(new OpenTroubles(spec.source(), NO_TROUBLE))),
                journal,
                table -> {},
                Path.of("spool"));
        this.next = database.wal().resume(state.commitLsn(), dice.below(4));
    }

    /// The topic of the states of engines.
    public static String stateTopic() {
        return StateStore.TOPIC;
    }

    /// Looks at the tables and reads one that has to be read; what it did.
    public Optional<String> look() {
        if (spec.role() == EngineSpec.Role.CONTROL
                && !journal.state().table(EngineSpec.OUTBOX).complete()) {
            // The outbox is empty when capture begins: what OutboxResend would send is nothing.
            Seen seen = database.look(database.tables().getFirst().name());
            journal.transact(before -> before.with(
                    EngineSpec.OUTBOX,
                    before.table(EngineSpec.OUTBOX).reading().read("", seen.snapshot(), seen.lsn())));
            return Optional.of("noted that the outbox is empty");
        }
        for (Shape shape : database.tables()) {
            TableState state = journal.state().table(shape.name());
            if (!state.complete() || !state.fingerprint().equals(database.fingerprint(shape.name()))) {
                return Optional.of(read(shape));
            }
        }
        return Optional.empty();
    }

    /// As [TableReader] does it: not before everything that was written is visible to the read.
    private String read(Shape shape) {
        Seen seen = database.look(shape.name());
        if (!journal.settled(seen.snapshot())) {
            return "cannot read " + shape.name() + " yet";
        }
        CatalogueTable table = new CatalogueTable(
                spec.table(shape.schema(), shape.table()),
                database.fingerprint(shape.name()),
                rowShape(shape),
                List.of(),
                Optional.empty());
        RowEncoder encoder = new RowEncoder(table.name(), table.shape(), spec.partitions(), ids);
        TableSnapshot.Start start = new TableSnapshot.Start(seen.snapshot(), seen.lsn(), seen.micros());
        long rows = switch (spec.role()) {
            case DATA -> rows(shape, seen, new TableRead(spec, journal, topics, table, start), encoder);
            case CONTROL -> differences(shape, seen, start, table, encoder);
        };
        return "read %s, cut %d: %d rows, snapshot %s"
                .formatted(
                        shape.name(),
                        journal.state().lastCut(),
                        rows,
                        seen.snapshot().text());
    }

    private static long rows(Shape shape, Seen seen, TableRead read, RowEncoder encoder) {
        try {
            for (Map<String, @Nullable Object> row : seen.rows()) {
                if (!read.row(encoder, values(shape, row))) {
                    throw new IllegalStateException("a row of %s is too large".formatted(shape.name()));
                }
            }
            read.complete();
            return read.rows();
        } catch (RuntimeException e) {
            read.abandon(e);
            throw e;
        }
    }

    private long differences(
            Shape shape, Seen seen, TableSnapshot.Start start, CatalogueTable table, RowEncoder encoder) {
        ControlRead read = new ControlRead(journal, topics, ids, table);
        log.all(new Log.Place(table.name().topic(), 0)).forEach(read::note);
        return read.run(
                start,
                taker -> {
                    for (Map<String, @Nullable Object> row : seen.rows()) {
                        taker.take(values(shape, row));
                    }
                },
                encoder);
    }

    private static @Nullable Object[] values(Shape shape, Map<String, @Nullable Object> row) {
        return shape.columns().stream().map(column -> row.get(column.name())).toArray();
    }

    /// Takes the next records of the WAL, as many as chance gives, perhaps parts of transactions; how many.
    public int batch() throws InterruptedException {
        int most = dice.onceIn(3) ? dice.between(1, 4) : dice.between(5, 60);
        List<RecordChangeEvent<SourceRecord>> batch = new ArrayList<>();
        while (batch.size() < most && fill()) {
            SourceRecord record = sent.remove();
            batch.add(() -> record);
        }
        if (!batch.isEmpty()) {
            intake.handleBatch(batch, committer());
        }
        return batch.size();
    }

    /// Whether there is something to do.
    public boolean hasMore() {
        return !sent.isEmpty() || next < database.wal().transactions().size();
    }

    /// The last cut that it gave away.
    public long lastCut() {
        return journal.state().lastCut();
    }

    /// What it keeps of a batch that was not whole.
    public void discard() {
        intake.discard();
    }

    private boolean fill() {
        List<WalTransaction> wal = database.wal().transactions();
        if (sent.isEmpty() && next < wal.size()) {
            long before = next == 0 ? 0 : wal.get(next - 1).commitLsn();
            sent.addAll(debezium.of(wal.get(next++), before));
        }
        return !sent.isEmpty();
    }

    @SuppressWarnings("unchecked") // The proxy's records are those of the batch.
    private RecordCommitter<RecordChangeEvent<SourceRecord>> committer() {
        return Partial.as(RecordCommitter.class, new Confirming());
    }

    /// What Debezium does with the mark behind a batch: it confirms the slot.
    public final class Confirming {

        public void markProcessed(Object event) {
            processed = ((RecordChangeEvent<?>) event).record() instanceof SourceRecord record ? record : null;
        }

        public void markBatchFinished() {
            if (processed != null && processed.sourceOffset().get("lsn_commit") instanceof Long lsn) {
                database.wal().confirm(lsn);
            }
        }
    }

    private static RowShape rowShape(Shape shape) {
        List<Column> columns = shape.columns().stream()
                .map(column -> new Column(column.name(), kind(column.type())))
                .toList();
        List<Integer> key = IntStream.range(0, columns.size())
                .filter(i -> shape.columns().get(i).isKey())
                .boxed()
                .toList();
        return new RowShape(columns, key);
    }

    private static Kind kind(Shape.Type type) {
        return switch (type) {
            case INT -> Kind.INT;
            case LONG -> Kind.LONG;
            case DOUBLE -> Kind.DOUBLE;
            case BOOLEAN -> Kind.BOOLEAN;
            case TEXT -> Kind.TEXT;
        };
    }

    /// The name of a source's table, for its topic.
    public static TableName name(String source, Shape shape) {
        return new TableName(source, shape.schema(), shape.table());
    }
}
