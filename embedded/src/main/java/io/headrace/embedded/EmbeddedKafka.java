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
        return start(folder, asked, Map.of(), listener);
    }

    /// The same, with further settings of the broker, such as those of TLS.
    public static EmbeddedKafka start(Path folder, int asked, Map<String, String> further, StartListener listener) {
        return PortRace.won(BrokerSeat.home(folder, 1), listener, () -> {
            BrokerSeat seat = BrokerSeat.of(folder, 1, asked);
            Properties settings = BrokerSettings.of(seat, List.of(seat));
            settings.putAll(further);
            return start(seat, settings, listener);
        });
    }

    /// Starts one broker of several; it is ready when most of them are there.
    static EmbeddedKafka start(BrokerSeat seat, List<BrokerSeat> all, StartListener listener) {
        return start(seat, BrokerSettings.of(seat, all), listener);
    }

    private static EmbeddedKafka start(BrokerSeat seat, Properties settings, StartListener listener) {
        ServerHome home = seat.home();
        Child.endOrphan(home, StopSignal.TERM, listener);
        seat.requireFree();
        Path ready = home.file("ready");
        try {
            Files.deleteIfExists(ready);
            try (var out = Files.newBufferedWriter(home.file("broker.properties"))) {
                settings.store(out, "Written at every start");
            }
        } catch (IOException e) {
            throw new ServerFailure("cannot write to %s: %s".formatted(home.folder(), e), e);
        }
        Child child = Child.start(home, StopSignal.TERM, command(home), Map.of());
        awaitReady(child, ready);
        listener.says("Kafka listens on port %d".formatted(seat.port()));
        return new EmbeddedKafka(child, seat.port());
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

    /// Holds it still, as a machine that swaps would.
    public void freeze() {
        child.signal("STOP");
    }

    /// Lets it go on.
    public void thaw() {
        child.signal("CONT");
    }

    @Override
    public void close() {
        child.stop();
    }
}
