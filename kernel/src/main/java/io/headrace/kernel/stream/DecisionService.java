package io.headrace.kernel.stream;

import com.zaxxer.hikari.HikariDataSource;
import io.headrace.kernel.Installation;
import io.headrace.kernel.Patience;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.avro.SchemaRegistry;
import io.headrace.kernel.database.Pool;
import io.headrace.kernel.message.StateCheckpoint;
import io.headrace.kernel.shell.DeciderBinding;
import io.headrace.kernel.shell.DecisionShell;
import io.headrace.kernel.topics.TopicSetup;
import io.headrace.kernel.topics.TopicSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/// A decider at work: its topics, its shell, its timers.
public final class DecisionService implements AutoCloseable {

    private static final int CONNECTIONS = 2; // the Streams thread's and the timers'
    private static final Duration CLOSE_MAX = Duration.ofSeconds(10);

    private final Patience patience;
    private final HikariDataSource pool;
    private final SchemaRegistry registry;
    private final Admin admin;
    private final KafkaStreams streams;

    private DecisionService(
            Patience patience, HikariDataSource pool, SchemaRegistry registry, Admin admin, KafkaStreams streams) {
        this.patience = patience;
        this.pool = pool;
        this.registry = registry;
        this.admin = admin;
        this.streams = streams;
    }

    /// Starts deciding. Servers that are away are waited for; the topics it reads are made where they are missing.
    public static <C, S, E> DecisionService start(
            Installation installation, DeciderBinding<C, S, E> binding, Routes<C> routes) {
        Patience patience = new Patience(binding.service());
        HikariDataSource pool = Pool.open(installation.database(), "headrace-" + binding.service(), CONNECTIONS);
        SchemaRegistry registry = new SchemaRegistry(installation.registry());
        AvroCodec avro = new AvroCodec(registry);
        Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, installation.kafka()));
        TopicSetup topics = new TopicSetup(admin);
        patience.insist(() -> {
            topics.ensure(topicSpecs(binding.service(), routes));
            binding.schemas().forEach(avro::register);
            avro.register(StateCheckpoint.getClassSchema());
            return true;
        });
        ProcessorSupplier<byte[], byte[], byte[], byte[]> processor =
                () -> new DecisionProcessor<>(new DecisionProcessor.Desk<>(
                        binding.service(),
                        new DecisionShell<>(pool, binding, avro, patience),
                        new RecordReader(avro),
                        routes::inputs,
                        new TopicIds(topics),
                        patience));
        KafkaStreams streams = new KafkaStreams(
                topology(binding.service(), routes, processor),
                StreamsSettings.atLeastOnce(installation, binding.service()));
        streams.setUncaughtExceptionHandler(new Restarts(binding.service(), patience, InstantSource.system()));
        streams.start();
        return new DecisionService(patience, pool, registry, admin, streams);
    }

    /// Whether it reads and decides; false while it starts, moves or is closed.
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    @Override
    public void close() {
        patience.close();
        boolean _ = streams.close(CLOSE_MAX);
        admin.close(CLOSE_MAX);
        registry.close();
        pool.close();
    }

    private static Topology topology(
            String service, Routes<?> routes, ProcessorSupplier<byte[], byte[], byte[], byte[]> processor) {
        return new Topology()
                .addSource(
                        "read",
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        routes.topics().toArray(String[]::new))
                .addProcessor("decide", processor, "read")
                .addSink(
                        "dead-letters",
                        DeadLetter.topic(service),
                        new ByteArraySerializer(),
                        new ByteArraySerializer(),
                        "decide");
    }

    private static List<TopicSpec> topicSpecs(String service, Routes<?> routes) {
        List<TopicSpec> specs = new ArrayList<>(routes.specs());
        specs.add(TopicSpec.kept(DeadLetter.topic(service), 1));
        return specs;
    }
}
