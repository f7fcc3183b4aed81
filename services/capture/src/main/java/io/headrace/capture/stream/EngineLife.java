package io.headrace.capture.stream;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.headrace.capture.RereadRequests;
import io.headrace.capture.core.CaptureState;
import io.headrace.capture.core.Lsn;
import io.headrace.capture.rows.SchemaIds;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.trace.Spans;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One life of an engine: from fencing older copies to the first failure or the end.
///
/// In this order: the producer fences every other copy, then the state is read back, then the
/// slot is taken and checked against it, then Debezium starts. Any other order could continue from a state that
/// somebody else still moves.
final class EngineLife implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(EngineLife.class);

    /// How often the catalogue is looked at.
    private static final Duration WATCH = Duration.ofSeconds(1);

    /// What fails sooner has not run: Debezium takes a moment to find out that it cannot.
    private static final Duration STEADY = Duration.ofSeconds(5);

    /// Surroundings of an engine that outlive it.
    ///
    /// @param sources every source that is captured, Headrace's own included
    record Setting(
            KafkaAddress kafka, SchemaIds ids, Duration pollInterval, Path spool, Set<String> sources, Spans spans) {}

    private final EngineSpec spec;
    private final Setting setting;
    private final EngineLock lock;
    private final SlotAccess slots;
    private final CaptureTopics made;
    private final TopicWriter topics;
    private final Journal journal;
    private final TransactionIntake intake;
    private final TableWatch watch;
    private final SegmentEnds ends;
    private final Rereads rereads;
    private final TopicWatch marks;
    private final SameSlot same;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile boolean stopping;
    private long marked;

    EngineLife(
            EngineSpec spec,
            Setting setting,
            EngineLock lock,
            OpenTroubles troubles,
            RereadRequests requests,
            EngineTally tally)
            throws SQLException {
        this.lock = lock;
        this.spec = spec;
        this.setting = setting;
        this.slots = new SlotAccess(spec);
        this.made = new CaptureTopics(setting.kafka(), spec);
        this.topics = TopicWriter.open(setting.kafka(), spec, setting.ids(), setting.spans());
        try {
            made.own();
            topics.fence();
            CaptureState state =
                    new Beginning(spec, slots, new StateStore(setting.kafka()), requests, troubles).state();
            this.marks = new TopicWatch(spec, made, requests, troubles);
            this.journal = new Journal(spec, topics, tally, marks.begin(state), running());
            journal.transact(same -> same);
        } catch (RuntimeException | SQLException e) {
            topics.close();
            made.close();
            throw e;
        }
        LargeRows large = new LargeRows(troubles);
        TableReader reader = new TableReader(spec, setting, journal, topics, large);
        this.watch = new TableWatch(spec, journal, reader, made, troubles);
        this.ends = new SegmentEnds(spec, journal, topics, made);
        this.rereads = new Rereads(spec, setting.sources(), requests, journal, watch);
        ChangeReader changes = new ChangeReader(spec, setting.ids(), large);
        this.intake = new TransactionIntake(spec, changes, journal, watch, setting.spool());
        this.same = new SameSlot(slots, journal::state, intake);
        this.engine = engine();
    }

    private Set<Long> running() throws SQLException {
        try (Connection connection = spec.database().connect()) {
            return TableSnapshot.start(connection).snapshot().inProgress();
        }
    }

    private DebeziumEngine<RecordChangeEvent<SourceRecord>> engine() {
        StoredOffset.serve(spec.identity(), () -> journal.state().commitLsn());
        return DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(DebeziumProperties.of(spec, setting.pollInterval()))
                .notifying(same)
                .using((success, message, error) -> {
                    asked.countDown();
                    if (success) {
                        ended.complete(null);
                    } else {
                        ended.completeExceptionally(error == null ? new IllegalStateException(message) : error);
                    }
                })
                .build();
    }

    /// Streams until the engine fails; watches the tables meanwhile.
    ///
    /// @param running told again and again that all is well, once it has been for a while
    void run(OutboxResend resend, Runnable running) throws SQLException, InterruptedException, ExecutionException {
        resend(resend); // before the stream begins: nothing of it can be missed then
        Thread.ofPlatform().name("debezium-" + spec.source()).daemon().start(engine);
        LOGGER.info(
                "{}: streaming from {}", spec.source(), Lsn.text(journal.state().commitLsn()));
        long began = System.nanoTime();
        while (!ended.isDone() && !stopping) {
            lock.require();
            same.lookWhileNoneCame();
            resend(resend);
            watch.look();
            ends.look();
            rereads.look();
            marks.look(journal);
            keepSlotMoving();
            if (!ended.isDone() && System.nanoTime() - began >= STEADY.toNanos()) {
                running.run();
            }
            asked.await(WATCH.toMillis(), TimeUnit.MILLISECONDS);
        }
        if (!stopping) {
            ended.get();
        }
    }

    private void resend(OutboxResend resend) {
        if (spec.role() == EngineSpec.Role.CONTROL) {
            resend.ifUnread(journal, topics);
        }
    }

    Journal journal() {
        return journal;
    }

    /// Up to where everything is captured, or there was nothing to capture.
    ///
    /// @param sent how far PostgreSQL had gone through the WAL at an earlier look
    /// @param then when that look was, by [System#nanoTime]
    long passed(long sent, long then) {
        long captured = journal.state().commitLsn();
        return intake.isQuietSince(then) ? Math.max(captured, sent) : captured;
    }

    /// Makes [#run] return.
    void end() {
        stopping = true;
        asked.countDown();
    }

    /// The slot of a database whose shared tables are quiet must not keep the WAL of the others for ever.
    private void keepSlotMoving() throws SQLException {
        try (Connection connection = spec.database().connect()) {
            long kept = slots.walKept(connection);
            if (kept > (16L << 20) && journal.state().commitLsn() != marked) {
                marked = journal.state().commitLsn();
                SlotAccess.mark(connection);
            }
        }
    }

    @Override
    public void close() {
        try {
            stopEngine();
            LOGGER.info("{}: stopped", spec.source());
        } finally {
            intake.discard();
            topics.close();
            made.close();
        }
    }

    private void stopEngine() {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!ended.isDone() && System.nanoTime() < deadline) {
            try {
                engine.close();
                ended.get(15, TimeUnit.SECONDS);
            } catch (IllegalStateException notYet) {
                Thread.onSpinWait(); // starting its tasks, or stopping already
                pause();
            } catch (IOException | ExecutionException | TimeoutException e) {
                LOGGER.debug("{}: the engine ended", spec.source(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void pause() {
        try {
            ended.get(100, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOGGER.trace("{}: not ended yet", spec.source(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
