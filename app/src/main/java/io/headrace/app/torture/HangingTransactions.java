package io.headrace.app.torture;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;

/// Transactions that Kafka has forgotten to end: open in a partition, and unknown to their coordinator. Nobody reads
/// committed beyond them until somebody ends them, as `kafka-transactions.sh abort` does. Not thread-safe.
final class HangingTransactions {

    private final Admin admin;
    private Set<Open> before = Set.of();
    private int ended;

    HangingTransactions(Admin admin) {
        this.admin = admin;
    }

    private record Open(TopicPartition partition, long producer, int epoch, int coordinator, long start) {}

    /// How many were ended.
    int ended() {
        return ended;
    }

    /// Ends those that hang now and did at the last look.
    void look() throws InterruptedException {
        try {
            Set<Open> now = hanging();
            for (Open open : now) {
                if (before.contains(open)) {
                    admin.abortTransaction(new AbortTransactionSpec(
                                    open.partition(), open.producer(), (short) open.epoch(), open.coordinator()))
                            .all()
                            .get();
                    ended++;
                }
            }
            before = now;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not tell which transactions are open: " + e, e);
        }
    }

    private Set<Open> hanging() throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions = admin.listTopics().names().get().stream()
                .map(topic -> new TopicPartition(topic, 0))
                .toList();
        Set<Open> open = new HashSet<>();
        admin.describeProducers(partitions)
                .all()
                .get()
                .forEach((partition, producers) -> producers.activeProducers().stream()
                        .filter(producer ->
                                producer.currentTransactionStartOffset().isPresent())
                        .forEach(producer -> open.add(open(partition, producer))));
        Map<Long, Set<TopicPartition>> known = known();
        open.removeIf(one -> known.getOrDefault(one.producer(), Set.of()).contains(one.partition()));
        return open;
    }

    private static Open open(TopicPartition partition, ProducerState producer) {
        return new Open(
                partition,
                producer.producerId(),
                producer.producerEpoch(),
                producer.coordinatorEpoch().orElse(0),
                producer.currentTransactionStartOffset().orElseThrow());
    }

    /// What the coordinators know to be open, by producer.
    private Map<Long, Set<TopicPartition>> known() throws ExecutionException, InterruptedException {
        List<String> ids = admin.listTransactions().all().get().stream()
                .map(TransactionListing::transactionalId)
                .toList();
        Map<Long, Set<TopicPartition>> known = new HashMap<>();
        for (TransactionDescription transaction :
                admin.describeTransactions(ids).all().get().values()) {
            known.put(transaction.producerId(), transaction.topicPartitions());
        }
        return known;
    }
}
