package io.headrace.kernel.stream;

import com.zaxxer.hikari.HikariDataSource;
import io.headrace.kernel.Installation;
import io.headrace.kernel.KafkaAddress;
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
import org.apache.kafka.clients.admin.Admin;
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
    private final CommittedRecords records;
    private final KafkaStreams streams;

    private DecisionService(
            Patience patience,
            HikariDataSource pool,
            SchemaRegistry registry,
            Admin admin,
            CommittedRecords records,
            KafkaStreams streams) {
        this.patience = patience;
        this.pool = pool;
        this.registry = registry;
        this.admin = admin;
        this.records = records;
        this.streams = streams;
    }

    /// Starts deciding. Servers that are away are waited for; the topics it reads are made where they are missing.
    ///
    /// @param desks makes the desk of what people ask about the service's dead letters
    public static <C, S, E> DecisionService start(
            Installation installation, DeciderBinding<C, S, E> binding, Routes<C> routes, LetterDesk.Maker desks) {
        Patience patience = new Patience(binding.service());
        HikariDataSource pool = Pool.open(installation.database(), "headrace-" + binding.service(), CONNECTIONS);
        SchemaRegistry registry = new SchemaRegistry(installation.registry());
        AvroCodec avro = new AvroCodec(registry);
        Admin admin = Admin.create(installation.kafka().client());
        TopicSetup topics = new TopicSetup(admin, installation.kafka());
        CommittedRecords records = new CommittedRecords(installation.kafka());
        LetterDesk.Site site =
                new LetterDesk.Site(binding.service(), records, pool, avro, patience, installation.spans());
        ProcessorSupplier<byte[], byte[], byte[], byte[]> processor =
                processor(installation.kafka(), site, binding, routes, topics, desks);
        patience.insist(() -> {
            topics.ensure(topicSpecs(binding.service(), routes));
            binding.schemas().forEach(avro::register);
            avro.register(StateCheckpoint.getClassSchema());
            return true;
        });
        KafkaStreams streams = new KafkaStreams(
                topology(installation.kafka(), binding.service(), routes, processor),
                StreamsSettings.atLeastOnce(installation, binding.service()),
                new SteadyTime());
        streams.setUncaughtExceptionHandler(new Restarts(
                binding.service(),
                new Membership(installation.kafka(), StreamsSettings.group(installation.kafka(), binding.service())),
                patience,
                InstantSource.system()));
        streams.start();
        return new DecisionService(patience, pool, registry, admin, records, streams);
    }

    /// A processor for each start of a task; from here on the routes read the requests about letters too.
    private static <C, S, E> ProcessorSupplier<byte[], byte[], byte[], byte[]> processor(
            KafkaAddress kafka,
            LetterDesk.Site site,
            DeciderBinding<C, S, E> binding,
            Routes<C> routes,
            TopicSetup topics,
            LetterDesk.Maker desks) {
        DecisionShell<C, S, E> shell =
                new DecisionShell<>(site.database(), binding, site.avro(), site.patience(), site.spans());
        RecordReader reader = new RecordReader(site.avro());
        LetterDesk letters = desks.open(site, new LateDecisions<>(site.records(), shell, reader, routes::inputs));
        routes.alsoReads(letters.requests());
        return () -> new DecisionProcessor<>(new DecisionProcessor.Desk<>(
                site.service(), kafka, shell, reader, routes::inputs, new TopicIds(topics), letters, site.patience()));
    }

    /// Whether it reads and decides; false while it starts, moves or is closed.
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    @Override
    public void close() {
        patience.close();
        if (streams.close(CLOSE_MAX)) {
            records.close();
        }
        admin.close(CLOSE_MAX);
        registry.close();
        pool.close();
    }

    private static Topology topology(
            KafkaAddress kafka,
            String service,
            Routes<?> routes,
            ProcessorSupplier<byte[], byte[], byte[], byte[]> processor) {
        return new Topology()
                .addSource(
                        "read",
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        routes.topics().stream().map(kafka::named).toArray(String[]::new))
                .addProcessor("decide", processor, "read")
                .addSink(
                        "dead-letters",
                        kafka.named(DeadLetter.topic(service)),
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
