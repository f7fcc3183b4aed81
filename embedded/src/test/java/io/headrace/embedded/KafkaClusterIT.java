package io.headrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaClusterIT {

    @Test
    void transactionsGoOnWhileOneOfThreeBrokersIsAway(@TempDir Path folder) throws Exception {
        try (KafkaCluster cluster = KafkaCluster.start(folder, 3, StartListener.SILENT)) {
            assertThat(replicas(cluster, "kept")).isEqualTo(3);
            for (int broker = 0; broker < cluster.size(); broker++) {
                cluster.broker(broker).kill();
                commit(cluster, "kept");
                cluster.restart(broker);
            }
        }
        try (KafkaCluster again = KafkaCluster.start(folder, 3, StartListener.SILENT)) {
            commit(again, "kept");
        }
    }

    private static int replicas(KafkaCluster cluster, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.empty(), Optional.empty())))
                    .all()
                    .get(1, TimeUnit.MINUTES);
            return describe(admin, topic).partitions().getFirst().replicas().size();
        }
    }

    /// A broker may answer that it knows nothing of a topic that another has just made.
    private static TopicDescription describe(Admin admin, String topic) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (true) {
            try {
                return admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get(1, TimeUnit.MINUTES)
                        .values()
                        .iterator()
                        .next();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    private static void commit(KafkaCluster cluster, String topic) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "transactional.id", "test"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, "value".getBytes(StandardCharsets.UTF_8)))
                    .get(2, TimeUnit.MINUTES);
            producer.commitTransaction();
        }
    }
}
