package io.headrace.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// A Kafka broker on loopback, its own controller, in a JVM of its own.
///
/// It creates no topic by itself, and counts a broker that was killed as gone after a second and a half, so that a
/// start after a kill waits no longer than that.
public final class EmbeddedKafka implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofSeconds(90);

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("inter.broker.listener.name", "BROKER"),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("num.partitions", "1"),
            Map.entry("default.replication.factor", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // Transactions back to back would wait 20 ms each.
            Map.entry("add.partitions.to.txn.retry.backoff.ms", "1"),
            Map.entry("broker.session.timeout.ms", "1500"),
            Map.entry("broker.heartbeat.interval.ms", "300"),
            Map.entry("message.max.bytes", "16777216"),
            Map.entry("replica.fetch.max.bytes", "16777216"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("log.cleaner.dedupe.buffer.size", "16777216"),
            Map.entry("controlled.shutdown.enable", "false"));

    private final Child child;
    private final int port;

    private EmbeddedKafka(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    /// Starts it with its data in `folder/kafka`, on the port it had there last time or on a free one.
    public static EmbeddedKafka start(Path folder) {
        return start(folder, ServerHome.FREE, StartListener.SILENT);
    }

    /// Starts it.
    ///
    /// @param folder the data folder
    /// @param asked a port, or 0 for the one it had last time, else a free one
    public static EmbeddedKafka start(Path folder, int asked, StartListener listener) {
        ServerHome home = new ServerHome(folder, "kafka");
        home.create();
        Child.endOrphan(home, StopSignal.TERM, listener);
        int port = home.port("port", asked);
        int controller = home.port("controller-port", ServerHome.FREE);
        Path ready = home.file("ready");
        try {
            Files.deleteIfExists(ready);
            write(home, port, controller);
        } catch (IOException e) {
            throw new ServerFailure("cannot write to %s: %s".formatted(home.folder(), e), e);
        }
        Child child = Child.start(home, StopSignal.TERM, command(home), Map.of());
        awaitReady(child, ready);
        listener.says("Kafka listens on port %d".formatted(port));
        return new EmbeddedKafka(child, port);
    }

    private static void write(ServerHome home, int port, int controller) throws IOException {
        Properties properties = new Properties();
        properties.putAll(SETTINGS);
        properties.put("listeners", "BROKER://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controller));
        properties.put("controller.quorum.voters", "1@127.0.0.1:%d".formatted(controller));
        properties.put("log.dirs", home.file("data").toString());
        try (var out = Files.newBufferedWriter(home.file("broker.properties"))) {
            properties.store(out, "Written at every start");
        }
    }

    private static List<String> command(ServerHome home) {
        String classpath = ServerFiles.codeSource() + ":"
                + ServerFiles.folder().resolve("kafka").resolve("*");
        return List.of(
                ServerFiles.java(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=io/headrace/embedded/broker/logback.xml",
                "-cp",
                classpath,
                "io.headrace.embedded.broker.KafkaBroker",
                home.file("broker.properties").toString(),
                home.file("ready").toString());
    }

    private static void awaitReady(Child child, Path ready) {
        if (!new Wait(START_MAX).until(() -> !child.isAlive() || Files.exists(ready))) {
            child.kill();
            throw child.failure("was not ready within " + START_MAX);
        }
        if (!child.isAlive()) {
            throw child.failure("ended while starting");
        }
    }

    public int port() {
        return port;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public long pid() {
        return child.pid();
    }

    /// Ends it as a crash would, at once.
    public void kill() {
        child.kill();
    }

    @Override
    public void close() {
        child.stop();
    }
}
