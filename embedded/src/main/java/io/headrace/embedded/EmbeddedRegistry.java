package io.headrace.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Apicurio's schema registry on loopback, with its schemas in an H2 file.
public final class EmbeddedRegistry implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofSeconds(90);

    private final Child child;
    private final int port;

    private EmbeddedRegistry(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    /// Starts it with its data in `folder/registry`, on the port it had there last time or on a free one.
    public static EmbeddedRegistry start(Path folder) {
        return start(folder, ServerHome.FREE, StartListener.SILENT);
    }

    /// Starts it.
    ///
    /// @param folder the data folder
    /// @param asked a port, or 0 for the one it had last time, else a free one
    public static EmbeddedRegistry start(Path folder, int asked, StartListener listener) {
        ServerHome home = new ServerHome(folder, "registry");
        home.create();
        Child.endOrphan(home, StopSignal.TERM, listener);
        EmbeddedRegistry registry = PortRace.won(home, listener, () -> start(home, asked));
        listener.says("the schema registry listens on port %d".formatted(registry.port()));
        return registry;
    }

    private static EmbeddedRegistry start(ServerHome home, int asked) {
        int port = home.port(ServerHome.PORT, asked);
        int management = home.port(ServerHome.MANAGEMENT_PORT, ServerHome.FREE);
        Child child = Child.start(home, StopSignal.TERM, command(), environment(home, port, management));
        EmbeddedRegistry registry = new EmbeddedRegistry(child, port);
        registry.awaitReady();
        return registry;
    }

    private static List<String> command() {
        return List.of(
                ServerFiles.java(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-jar",
                ServerFiles.folder().resolve("registry/quarkus-run.jar").toString());
    }

    private static Map<String, String> environment(ServerHome home, int port, int management) {
        return Map.of(
                "APICURIO_DATASOURCE_URL",
                // By default H2 answers up to half a second before it writes; a kill would lose a schema whose id is in
                // use.
                "jdbc:h2:file:%s;WRITE_DELAY=0".formatted(home.file("schemas")),
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                Integer.toString(port),
                "QUARKUS_MANAGEMENT_HOST",
                "127.0.0.1",
                "QUARKUS_MANAGEMENT_PORT",
                Integer.toString(management));
    }

    private void awaitReady() {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
            if (!new Wait(START_MAX).until(() -> !child.isAlive() || answers(client))) {
                child.kill();
                throw child.failure("did not answer within " + START_MAX);
            }
        }
        if (!child.isAlive()) {
            throw child.failure("ended while starting");
        }
    }

    private boolean answers(HttpClient client) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/apis/ccompat/v7/subjects".formatted(port)))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            // Not yet listening: asked again.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public int port() {
        return port;
    }

    /// What Apicurio's own serdes call `apicurio.registry.url`.
    public String registryUrl() {
        return "http://127.0.0.1:%d/apis/registry/v3".formatted(port);
    }

    /// What clients of Confluent's registry call `schema.registry.url`.
    public String confluentUrl() {
        return "http://127.0.0.1:%d/apis/ccompat/v7".formatted(port);
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
