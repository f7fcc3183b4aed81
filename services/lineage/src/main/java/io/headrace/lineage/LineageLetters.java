package io.headrace.lineage;

import io.headrace.kernel.Installation;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.avro.SchemaRegistry;
import io.headrace.kernel.projector.Projector;
import io.headrace.kernel.stream.CommittedRecords;
import io.headrace.kernel.stream.RecordReader;
import io.headrace.letters.Letters;
import io.headrace.lineage.core.RunEvents;
import io.headrace.lineage.stream.LateRuns;
import io.headrace.lineage.stream.PlanBook;
import io.headrace.lineage.stream.RunFold;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Answers what people ask about the lineage's dead letters.
final class LineageLetters implements AutoCloseable {

    private final SchemaRegistry registry;
    private final CommittedRecords records;
    private final Producer<byte[], byte[]> producer;
    private final Projector requests;

    private LineageLetters(Installation installation, RunEvents events) {
        registry = new SchemaRegistry(installation.registry());
        records = new CommittedRecords(installation.kafka());
        producer = new KafkaProducer<>(
                installation.kafka().client(), new ByteArraySerializer(), new ByteArraySerializer());
        RunFold fold = new RunFold(events, new PlanBook(records, new RecordReader(new AvroCodec(registry))));
        requests = Projector.start(installation, new LateRuns(installation.kafka(), fold, producer), Letters::desk);
    }

    static LineageLetters start(Installation installation, RunEvents events) {
        return new LineageLetters(installation, events);
    }

    /// Whether it has answered all that was asked.
    boolean isRunning() {
        return requests.behind() == 0;
    }

    @Override
    public void close() {
        requests.close();
        records.close();
        producer.close();
        registry.close();
    }
}
