package io.headrace.capture.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.headrace.capture.DatabaseAddress;
import io.headrace.capture.SourceConfig;
import io.headrace.capture.core.CaptureState;
import io.headrace.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A slot that is another one when the first batch comes.
class SameSlotIT {

    @TempDir
    private static Path folder;

    private static EmbeddedPostgres postgres;
    private static EngineSpec spec;

    private int passed;

    @BeforeAll
    static void start() {
        postgres = EmbeddedPostgres.start(folder);
        DatabaseAddress address =
                new DatabaseAddress("127.0.0.1", postgres.port(), EmbeddedPostgres.NAME, EmbeddedPostgres.NAME, "");
        spec = new EngineSpec(SourceConfig.of("main", address), EngineSpec.Role.DATA);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void lookedAtBeforeTheFirstBatchTheSameSlotLetsAllThrough() throws Exception {
        SameSlot consumer = consumer(made());

        consumer.handleBatch(List.of(), new Untouched());
        remade();
        consumer.handleBatch(List.of(), new Untouched());

        assertThat(passed).isEqualTo(2);
    }

    @Test
    void aSlotThatSomebodyMadeMeanwhileLetsNothingThrough() throws Exception {
        SameSlot consumer = consumer(made());
        remade();

        assertThatThrownBy(() -> consumer.handleBatch(List.of(), new Untouched()))
                .isInstanceOf(EngineFailure.class)
                .hasMessageContaining("ahead of the last captured commit");
        assertThat(passed).isZero();
    }

    @Test
    void aSlotThatIsGoneLetsNothingThrough() throws Exception {
        SameSlot consumer = consumer(made());
        dropped();

        assertThatThrownBy(() -> consumer.handleBatch(List.of(), new Untouched()))
                .isInstanceOf(EngineFailure.class)
                .hasMessageContaining("the replication slot is gone");
        assertThat(passed).isZero();
    }

    @Test
    void aSlotThatSomebodyMadeIsSeenBeforeAnythingComesThroughIt() throws Exception {
        SameSlot consumer = consumer(made());
        consumer.lookWhileNoneCame();
        remade();

        assertThatThrownBy(consumer::lookWhileNoneCame)
                .isInstanceOf(EngineFailure.class)
                .hasMessageContaining("ahead of the last captured commit");
    }

    @Test
    void afterTheFirstBatchItsEngineIsLeftToTheStream() throws Exception {
        SameSlot consumer = consumer(made());
        consumer.handleBatch(List.of(), new Untouched());
        remade();

        assertThatCode(consumer::lookWhileNoneCame).doesNotThrowAnyException();
    }

    private SameSlot consumer(CaptureState state) {
        return new SameSlot(new SlotAccess(spec), () -> state, (records, committer) -> passed++);
    }

    /// What is stored of a source whose slot was just made.
    private static CaptureState made() throws SQLException {
        SlotAccess slots = new SlotAccess(spec);
        try (Connection connection = spec.database().connect()) {
            slots.drop(connection);
            return CaptureState.fresh(slots.server(connection), slots.make(connection));
        }
    }

    private static void dropped() throws SQLException {
        try (Connection connection = spec.database().connect()) {
            new SlotAccess(spec).drop(connection);
        }
    }

    /// As Debezium does, behind changes that nobody captured.
    private static void remade() throws SQLException {
        try (Connection connection = spec.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_logical_emit_message(true, 'between', '')");
            CaptureState _ = made();
        }
    }

    /// Nobody marks anything here.
    private static final class Untouched implements RecordCommitter<RecordChangeEvent<SourceRecord>> {

        @Override
        public void markProcessed(RecordChangeEvent<SourceRecord> record) {
            throw new AssertionError(record);
        }

        @Override
        public void markBatchFinished() {
            throw new AssertionError("there is no batch");
        }

        @Override
        public void markProcessed(
                RecordChangeEvent<SourceRecord> record, io.debezium.engine.DebeziumEngine.Offsets to) {
            throw new AssertionError(record);
        }

        @Override
        public io.debezium.engine.DebeziumEngine.Offsets buildOffsets() {
            throw new AssertionError("nobody asks");
        }
    }
}
