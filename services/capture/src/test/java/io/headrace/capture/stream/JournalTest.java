package io.headrace.capture.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.capture.DatabaseAddress;
import io.headrace.capture.SourceConfig;
import io.headrace.capture.core.CaptureState;
import io.headrace.capture.core.ChangeKind;
import io.headrace.capture.core.Snapshot;
import io.headrace.capture.core.TableState;
import io.headrace.capture.rows.SchemaIds;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.trace.Spans;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class JournalTest {

    private final EngineSpec spec = new EngineSpec(
            SourceConfig.of("main", new DatabaseAddress("localhost", 0, "d", "u", "")), EngineSpec.Role.DATA);

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void isNotSettledWhileWhatItWroteIsNotVisible() {
        Journal journal = journal(Set.of());
        journal.write(List.of(new Committed(new Transaction(725, 1, Path.of("unused"), 1_000), 10)));

        assertThat(journal.settled(Snapshot.parse("725:726:725"))).isFalse();
        assertThat(journal.settled(Snapshot.parse("726:726:"))).isTrue();
    }

    @Test
    void isNotSettledWhileWhatAnEarlierEngineMayHaveWrittenIsNotVisible() {
        Journal journal = journal(Set.of(725L));

        assertThat(journal.settled(Snapshot.parse("725:728:725"))).isFalse();
        assertThat(journal.settled(Snapshot.parse("726:728:726"))).isTrue();
    }

    @Test
    void countsTheChangesThatItHasWrittenByKindAndNoneOfATableThatIsStillToBeRead() {
        EngineTally tally = new EngineTally();
        TableState whole = TableState.NONE.reading().read("", Snapshot.parse("1:1:"), 0);
        CaptureState state =
                CaptureState.fresh(new CaptureState.Server("1", 1), 0).with("public.house", whole);
        EngineSpec control = new EngineSpec(spec.config(), EngineSpec.Role.CONTROL); // without cuts to encode
        Journal journal = new Journal(control, topics(control), tally, state, Set.of());
        Transaction transaction = new Transaction(725, 1, Path.of("unused"), 1_000);
        transaction.add(change("public.house", ChangeKind.UPDATE));
        transaction.add(change("public.house", ChangeKind.DELETE));
        transaction.add(change("public.house", ChangeKind.DELETE));
        transaction.add(change("public.garden", ChangeKind.INSERT));
        journal.write(List.of(new Committed(transaction, 10)));
        journal.write(List.of(new Committed(transaction, 10)));

        assertThat(tally.figures().rows())
                .containsEntry(ChangeKind.UPDATE, 1L)
                .containsEntry(ChangeKind.DELETE, 2L)
                .containsEntry(ChangeKind.INSERT, 0L);
        assertThat(tally.captured()).contains(Instant.ofEpochSecond(7));
        assertThat(producer.history())
                .extracting(ProducerRecord::topic)
                .contains("team-a.cdc.main.public.house", "team-a.headrace.capture.offsets")
                .allMatch(topic -> topic.startsWith("team-a."));
    }

    private static ChangeReader.Change change(String table, ChangeKind kind) {
        Entry row = new Entry.Row(table, 0, new byte[] {1}, new byte[] {2});
        Entry tombstone = kind == ChangeKind.DELETE ? new Entry.Row(table, 0, new byte[] {1}, null) : null;
        return new ChangeReader.Change(row, tombstone, kind, null, 7_000_000);
    }

    private Journal journal(Set<Long> running) {
        return new Journal(
                spec, topics(spec), new EngineTally(), CaptureState.fresh(new CaptureState.Server("1", 1), 0), running);
    }

    private TopicWriter topics(EngineSpec spec) {
        KafkaAddress shared = KafkaAddress.at("nowhere:1").with("team-a.");
        TopicWriter topics = new TopicWriter(producer, shared, spec, new NoSchemas(), Spans.NONE);
        topics.fence();
        return topics;
    }

    /// Nothing is encoded here.
    private static final class NoSchemas implements SchemaIds {

        @Override
        public int idOf(String subject, Schema schema) {
            throw new AssertionError(subject);
        }

        @Override
        public Schema schema(int id) {
            throw new AssertionError(id);
        }
    }
}
