package io.headrace.lineage;

import io.headrace.kernel.Installation;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.Patience;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.avro.SchemaRegistry;
import io.headrace.kernel.stream.CommittedRecords;
import io.headrace.kernel.stream.Membership;
import io.headrace.kernel.stream.RecordReader;
import io.headrace.kernel.stream.SteadyTime;
import io.headrace.kernel.stream.StreamsSettings;
import io.headrace.kernel.topics.TopicSetup;
import io.headrace.lineage.core.RunEvents;
import io.headrace.lineage.stream.LineageTopology;
import io.headrace.lineage.stream.PlanBook;
import io.headrace.lineage.stream.RunFold;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The topology at work.
final class RunStream implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(RunStream.class);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Patience patience = new Patience(LineageTopology.SERVICE);
    private final SchemaRegistry registry;
    private final CommittedRecords records;
    private final KafkaStreams streams;

    private RunStream(Installation installation, RunEvents events) {
        KafkaAddress kafka = installation.kafka();
        registry = new SchemaRegistry(installation.registry());
        records = new CommittedRecords(kafka);
        RecordReader reader = new RecordReader(new AvroCodec(registry));
        RunFold fold = new RunFold(events, new PlanBook(records, reader));
        Properties settings = StreamsSettings.exactlyOnce(installation, LineageTopology.SERVICE);
        streams = new KafkaStreams(LineageTopology.build(kafka, reader, fold, patience), settings, new SteadyTime());
        Membership membership = new Membership(kafka, settings.getProperty(StreamsConfig.APPLICATION_ID_CONFIG));
        streams.setUncaughtExceptionHandler(failure -> {
            if (patience.isStopped()) {
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
            LOGGER.error("lineage failed and begins again at its last commit", failure);
            boolean _ = patience.sleep(PAUSE);
            membership.renewAfter(failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    }

    /// Starts it; Kafka is waited for, and topics are made where they are missing.
    static RunStream start(Installation installation, RunEvents events) {
        RunStream stream = new RunStream(installation, events);
        try (Admin admin = Admin.create(installation.kafka().client())) {
            boolean _ = stream.patience.insist(() -> {
                new TopicSetup(admin, installation.kafka()).ensure(LineageTopology.topics());
                return true;
            });
        }
        stream.streams.start();
        return stream;
    }

    boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    @Override
    public void close() {
        patience.close();
        if (streams.close(CloseOptions.timeout(CLOSE_MAX))) {
            records.close();
        }
        registry.close();
    }
}
