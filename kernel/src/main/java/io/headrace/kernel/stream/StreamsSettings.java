package io.headrace.kernel.stream;

import io.headrace.kernel.Installation;
import io.headrace.kernel.KafkaAddress;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/// How every Streams application of an installation is set.
public final class StreamsSettings {

    private StreamsSettings() {}

    /// For a service that decides in PostgreSQL: reads again after a crash rather than skips, and never reads what
    /// a transaction may take back.
    public static Properties atLeastOnce(Installation installation, String service) {
        Properties settings = new Properties();
        settings.putAll(installation.kafka().client());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, group(installation.kafka(), service));
        settings.put(
                StreamsConfig.STATE_DIR_CONFIG,
                installation.folder().resolve("streams").toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1000);
        // Topics of one service have no order among each other: never wait for a quiet one.
        settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, -1L);
        settings.put(consumer(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        settings.put(consumer(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // The instance comes back under its name and takes its tasks up at once, also after a kill.
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                service + "-" + installation.instance());
        settings.put(consumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        settings.put(consumer(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 2_000);
        // A task that waits for its database keeps its place.
        settings.put(consumer(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG), Integer.MAX_VALUE);
        settings.put(consumer(ConsumerConfig.METADATA_MAX_AGE_CONFIG), 1_000);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        return settings;
    }

    /// For a service whose topics are all that it writes: what it reads and what that becomes are one transaction.
    public static Properties exactlyOnce(Installation installation, String service) {
        Properties settings = atLeastOnce(installation, service);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        // A server may be away for a while, amidst a transaction.
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 60_000);
        return settings;
    }

    /// The consumer group of a service, which Streams calls by the application's id.
    static String group(KafkaAddress kafka, String service) {
        return kafka.named("headrace-" + service);
    }

    private static String consumer(String key) {
        return StreamsConfig.consumerPrefix(key);
    }
}
