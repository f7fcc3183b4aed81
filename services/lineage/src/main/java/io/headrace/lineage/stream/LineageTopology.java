package io.headrace.lineage.stream;

import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.Patience;
import io.headrace.kernel.stream.DeadLetter;
import io.headrace.kernel.stream.RecordReader;
import io.headrace.kernel.topics.TopicSpec;
import io.headrace.schemas.Topics;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/// `headrace.training` to `headrace.lineage`.
public final class LineageTopology {

    public static final String SERVICE = "lineage";

    static final String TELL = "tell";
    static final String DEAD_LETTERS = "dead-letters";

    private LineageTopology() {}

    /// What it reads and writes.
    public static List<TopicSpec> topics() {
        return List.of(
                TopicSpec.kept(Topics.PIPELINE, 1),
                TopicSpec.kept(Topics.TRAINING, 1),
                TopicSpec.kept(Topics.LINEAGE, 1),
                TopicSpec.kept(DeadLetter.topic(SERVICE), 1));
    }

    /// The topology over the topics of an installation.
    ///
    /// @param fold is used by the thread of the topology alone
    public static Topology build(KafkaAddress kafka, RecordReader reader, RunFold fold, Patience patience) {
        ByteArraySerializer bytes = new ByteArraySerializer();
        return new Topology()
                .addSource(
                        "read", new ByteArrayDeserializer(), new ByteArrayDeserializer(), kafka.named(Topics.TRAINING))
                .addProcessor("fold", () -> new LineageProcessor(kafka, reader, fold, patience), "read")
                .addSink(TELL, kafka.named(Topics.LINEAGE), bytes, bytes, "fold")
                .addSink(DEAD_LETTERS, kafka.named(DeadLetter.topic(SERVICE)), bytes, bytes, "fold");
    }
}
