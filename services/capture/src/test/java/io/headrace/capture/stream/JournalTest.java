package io.headrace.capture.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.capture.DatabaseAddress;
import io.headrace.capture.SourceConfig;
import io.headrace.capture.core.CaptureState;
import io.headrace.capture.core.Snapshot;
import io.headrace.capture.rows.SchemaIds;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class JournalTest {

    private final EngineSpec spec = new EngineSpec(
            SourceConfig.of("main", new DatabaseAddress("localhost", 0, "d", "u", "")), EngineSpec.Role.DATA);

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

    private Journal journal(Set<Long> running) {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        TopicWriter topics = new TopicWriter(producer, spec, new NoSchemas());
        topics.fence();
        return new Journal(spec, topics, CaptureState.fresh(new CaptureState.Server("1", 1), 0), running);
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
