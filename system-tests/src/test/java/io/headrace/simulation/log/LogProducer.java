package io.headrace.simulation.log;

import io.headrace.simulation.Hazard;
import io.headrace.simulation.Partial;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A transactional producer.
public final class LogProducer {

    private final Log log;
    private final String transactionalId;
    private final Hazard hazard;
    private int epoch;
    private @Nullable LogTransaction transaction;

    LogProducer(Log log, String transactionalId, Hazard hazard) {
        this.log = log;
        this.transactionalId = transactionalId;
        this.hazard = hazard;
    }

    /// As the services know it.
    @SuppressWarnings("unchecked") // The proxy's records are bytes, like this one's.
    public Producer<byte[], byte[]> asProducer() {
        return Partial.as(Producer.class, this);
    }

    public void initTransactions() {
        epoch = log.fence(transactionalId);
        transaction = null;
    }

    public void beginTransaction() {
        mustLead();
        transaction = new LogTransaction();
        log.begin(transactionalId, transaction);
    }

    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        log.append(record, current());
        return new CompletableFuture<>();
    }

    public void commitTransaction() {
        commit(() -> {});
    }

    /// Commits, and with the records whatever else the transaction is about.
    public void commit(Runnable besides) {
        LogTransaction current = current();
        log.mustBeThere();
        hazard.before(transactionalId);
        log.end(transactionalId, current, true);
        besides.run();
        transaction = null;
        if (hazard.losesAnswer(transactionalId)) {
            throw new TimeoutException("nobody knows whether the transaction was committed");
        }
    }

    public void abortTransaction() {
        log.end(transactionalId, current(), false);
        transaction = null;
    }

    public void close(Duration patience) {}

    private LogTransaction current() {
        mustLead();
        LogTransaction current = transaction;
        if (current == null) {
            throw new IllegalStateException("no transaction is open");
        }
        return current;
    }

    private void mustLead() {
        if (log.isFenced(transactionalId, epoch)) {
            throw new ProducerFencedException(transactionalId + " was fenced by a younger copy");
        }
    }
}
