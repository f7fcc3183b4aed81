package io.headrace.capture.stream;

import io.headrace.capture.core.TroubleKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;

/// Ends transactions that Kafka has forgotten to end: open in a partition, and unknown to their coordinator. Nobody
/// reads committed records beyond such a one until somebody ends it, as `kafka-transactions.sh abort` does.
///
/// What a coordinator does not know it cannot commit any more, so nothing is lost by that. One that is met in two looks
/// after each other, and not known to any coordinator in either, is ended.
final class TransactionWatch implements AutoCloseable {

    private static final TroubleKind TROUBLE = TroubleKind.TRANSACTION_LEFT_OPEN;

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Admin admin;
    private final Predicate<String> isOurs;
    private final OpenTroubles troubles;
    private final Rounds rounds = new Rounds("transaction-watch", PAUSE, this::look);
    private Set<Open> open = Set.of();
    private Set<Open> left = Set.of();

    /// @param admin is closed with the watch
    /// @param isOurs whether a topic is one of this installation
    TransactionWatch(Admin admin, Predicate<String> isOurs, OpenTroubles troubles) {
        this.admin = admin;
        this.isOurs = isOurs;
        this.troubles = troubles;
    }

    /// A transaction in one partition.
    private record Open(TopicPartition partition, long producer, int epoch, int coordinator, long start) {}

    void start() {
        rounds.start();
    }

    /// Looks once.
    void look() throws ExecutionException, InterruptedException {
        Set<Open> now = open();
        Set<Open> unknown = new HashSet<>(now);
        unknown.retainAll(open);
        open = now;
        if (!unknown.isEmpty()) {
            Map<Long, Set<TopicPartition>> known = known();
            unknown.removeIf(one -> known.getOrDefault(one.producer(), Set.of()).contains(one.partition()));
        }
        for (Open one : unknown) {
            if (left.contains(one)) {
                end(one);
            }
        }
        left = unknown;
        if (unknown.isEmpty()) {
            troubles.over(TROUBLE, "", "No transaction is left open.");
        }
    }

    private void end(Open one) throws InterruptedException {
        String sentence =
                "%s-%d: Kafka has lost a transaction of producer %d that is open from offset %d on; readers wait there for ever. "
                        .formatted(one.partition().topic(), one.partition().partition(), one.producer(), one.start());
        try {
            admin.abortTransaction(new AbortTransactionSpec(
                            one.partition(), one.producer(), (short) one.epoch(), one.coordinator()))
                    .all()
                    .get();
            troubles.say(TROUBLE, "", sentence + "It was ended, and readers go on.");
        } catch (ExecutionException e) {
            troubles.say(
                    TROUBLE,
                    "",
                    sentence
                            + "It could not be ended (%s): use kafka-transactions.sh abort --topic %s --partition %d --start-offset %d."
                                    .formatted(
                                            e.getCause(),
                                            one.partition().topic(),
                                            one.partition().partition(),
                                            one.start()));
        }
    }

    private Set<Open> open() throws ExecutionException, InterruptedException {
        Set<String> topics =
                admin.listTopics().names().get().stream().filter(isOurs).collect(Collectors.toSet());
        List<TopicPartition> partitions = admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
        Set<Open> found = new HashSet<>();
        admin.describeProducers(partitions)
                .all()
                .get()
                .forEach((partition, producers) -> producers.activeProducers().stream()
                        .filter(producer ->
                                producer.currentTransactionStartOffset().isPresent())
                        .forEach(producer -> found.add(open(partition, producer))));
        return found;
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

    @Override
    public void close() {
        rounds.close();
        admin.close(Duration.ofSeconds(5));
    }
}
