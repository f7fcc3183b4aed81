package io.headrace.lineage.stream;

import io.headrace.events.PipelineAccepted;
import io.headrace.events.PipelineSpec;
import io.headrace.events.WorkerTrainer;
import io.headrace.kernel.Unavailable;
import io.headrace.kernel.avro.Unreadable;
import io.headrace.kernel.stream.CommittedRecords;
import io.headrace.kernel.stream.Origin;
import io.headrace.kernel.stream.Received.Event;
import io.headrace.kernel.stream.RecordReader;
import io.headrace.lineage.core.Plan;
import io.headrace.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The plans that `headrace.pipeline` tells of. Used by one thread.
///
/// A run is decided after its revision was read from that topic, so the revision stands in it by then: one that is not
/// known yet is looked for in all that the topic holds. A revision never changes, and none is given twice.
public final class PlanBook implements Plans {

    private record Revision(String pipeline, int number) {}

    private static final Logger LOGGER = LoggerFactory.getLogger(PlanBook.class);
    private static final TopicPartition PLACE = new TopicPartition(Topics.PIPELINE, 0);

    private final CommittedRecords records;
    private final RecordReader reader;
    private final Map<Revision, Plan> plans = new HashMap<>();

    public PlanBook(CommittedRecords records, RecordReader reader) {
        this.records = records;
        this.reader = reader;
    }

    @Override
    public Plan plan(String pipeline, int revision) {
        Revision wanted = new Revision(pipeline, revision);
        if (!plans.containsKey(wanted)) {
            readAll();
        }
        return Optional.ofNullable(plans.get(wanted))
                .orElseThrow(() -> new Unreadable(
                        "revision %d of pipeline %s is not in %s, so nobody knows which table its runs read"
                                .formatted(revision, pipeline, Topics.PIPELINE)));
    }

    private void readAll() {
        try {
            records.visit(PLACE, 0, Long.MAX_VALUE, message -> {
                read(message);
                return true;
            });
        } catch (RetriableException e) {
            throw new Unavailable(Topics.PIPELINE + " cannot be read", e);
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> message) {
        Origin origin = new Origin(message.topic(), message.partition(), message.offset());
        try {
            reader.read(origin, message.key(), message.value(), message.headers(), message.timestamp())
                    .ifPresent(received -> {
                        if (received instanceof Event event && event.payload() instanceof PipelineAccepted accepted) {
                            plans.put(
                                    new Revision(accepted.getPipeline(), accepted.getRevision()),
                                    plan(accepted.getSpec()));
                        }
                    });
        } catch (Unreadable e) {
            // Those who decide by it have put it aside.
            LOGGER.warn("{} is left out, for it cannot be read: {}", origin, e.getMessage());
        }
    }

    static Plan plan(PipelineSpec spec) {
        WorkerTrainer worker = spec.getTrainer().getWorker();
        return new Plan(
                spec.getSource(),
                spec.getTable(),
                spec.getLabel(),
                worker == null ? spec.getTrainer().getKind() : worker.getName(),
                worker != null);
    }
}
