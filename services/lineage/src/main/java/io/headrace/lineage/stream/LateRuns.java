package io.headrace.lineage.stream;

import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.Unavailable;
import io.headrace.kernel.projector.Projection;
import io.headrace.kernel.stream.Received;
import io.headrace.kernel.topics.TopicSpec;
import io.headrace.lineage.stream.RunFold.Told;
import io.headrace.schemas.Topics;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Takes records late that were put aside: what they become stands behind what was told since. Lineage has no tables
/// and follows no topic here. The lineage is written before the request counts as done: a crash between the two
/// writes it once more, the same bytes.
///
/// @param fold is used by the thread of the requests alone
public record LateRuns(KafkaAddress kafka, RunFold fold, Producer<byte[], byte[]> producer) implements Projection {

    @Override
    public String name() {
        return LineageTopology.SERVICE;
    }

    @Override
    public String service() {
        return LineageTopology.SERVICE;
    }

    @Override
    public List<TopicSpec> topics() {
        return List.of();
    }

    @Override
    public void apply(Connection tx, Received received) {
        for (Told told : fold.of(received)) {
            write(told);
        }
    }

    private void write(Told told) {
        try {
            producer.send(new ProducerRecord<>(
                            kafka.named(Topics.LINEAGE), 0, told.time(), told.key(), told.value(), told.headers()))
                    .get();
        } catch (ExecutionException e) {
            throw new Unavailable(Topics.LINEAGE + " takes no record", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while lineage was written", e);
        }
    }
}
