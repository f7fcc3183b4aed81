package io.headrace.dataset;

import io.headrace.dataset.stream.DatasetProgress;
import io.headrace.dataset.stream.DatasetTopology;
import io.headrace.dataset.stream.Wire;
import io.headrace.kernel.stream.Membership;
import io.headrace.kernel.stream.SteadyTime;
import io.headrace.kernel.trace.Spans;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The dataset of one source.
public final class DatasetService implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(DatasetService.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);
    /// Before it begins again: what is away, or full, stays so for a while.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final int MESSAGE_BYTES_MAX = 16 << 20;

    private final DatasetProgress progress = new DatasetProgress();
    private final Restoring restoring = new Restoring();
    private final DatasetConfig config;
    private final KafkaStreams streams;

    /// @param wire waits while the schema registry is away
    public DatasetService(DatasetConfig config, Wire wire, Spans spans) {
        this.config = config;
        DatasetTopology topology =
                new DatasetTopology(config.source(), config.partitions(), config.history(), wire, progress, spans);
        streams = new KafkaStreams(topology.build(config.kafka()), properties(config), new SteadyTime());
        streams.setGlobalStateRestoreListener(restoring);
        Membership membership = new Membership(config.kafka(), config.application());
        streams.setUncaughtExceptionHandler(failure -> {
            LOGGER.error("the dataset of {} failed and begins again at its last commit", config.source(), failure);
            LockSupport.parkNanos(PAUSE.toNanos());
            membership.renewAfter(failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    }

    /// Starts and returns soon. Kafka must be there, with the global topics and `headrace.dataset`.
    public void start() {
        Changelog.keep(config);
        Width.keep(config);
        streams.start();
    }

    /// Whether all partitions of this instance are restored and work.
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /// How far its state is restored; empty: nothing is being restored.
    public Optional<Restored> restored() {
        return restoring.soFar();
    }

    public DatasetStatus status() {
        return new DatasetStatus(
                streams.state().name(), progress.merged(), progress.rows(), progress.deadLetters(), progress.scans());
    }

    @Override
    public void close() {
        streams.close(CloseOptions.timeout(CLOSE_LIMIT));
    }

    static Properties properties(DatasetConfig config) {
        Properties properties = new Properties();
        properties.putAll(config.kafka().client());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, config.application());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        // A cut whose commit was put off must not wait for the next record.
        properties.put(StreamsConfig.POLL_MS_CONFIG, 10);
        // Its own topics carry the times of the rows, which a clock that was set back must not have refused.
        properties.put(
                StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG),
                String.valueOf(Long.MAX_VALUE));
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedMemory.class);
        // A commit sends what lingers. What does not linger goes out record by record under load.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 100);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 << 10);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MESSAGE_BYTES_MAX);
        // A transaction right behind another meets its markers: not a fault, and over in a millisecond or two.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 2);
        // The registry may be away for a while; a transaction that times out costs the whole state.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 60_000);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.METADATA_MAX_AGE_CONFIG), 1_000);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 2_000);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), config.instance());
        // Another instance takes over after this while, and so does a thread that replaces one that failed.
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 2_000);
        return properties;
    }
}
