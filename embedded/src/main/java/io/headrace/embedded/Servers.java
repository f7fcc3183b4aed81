package io.headrace.embedded;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// PostgreSQL, Kafka and the schema registry, started together.
///
/// They end with this JVM, however it ends; [#close()] also waits until they have.
public final class Servers implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final EmbeddedKafka kafka;
    private final EmbeddedRegistry registry;

    private Servers(EmbeddedPostgres postgres, EmbeddedKafka kafka, EmbeddedRegistry registry) {
        this.postgres = postgres;
        this.kafka = kafka;
        this.registry = registry;
    }

    /// Starts all three with their data in the folder, on the ports of last time or on free ones.
    public static Servers start(Path folder) {
        return start(folder, ServerPorts.ANY, StartListener.SILENT, Preparation.NONE);
    }

    /// Starts all three, telling the listener what is going on, and prepares each as soon as it is up.
    public static Servers start(Path folder, ServerPorts ports, StartListener listener, Preparation preparation) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var postgres = CompletableFuture.supplyAsync(
                    () -> EmbeddedPostgres.start(folder, ports.postgres(), listener), threads);
            var kafka =
                    CompletableFuture.supplyAsync(() -> EmbeddedKafka.start(folder, ports.kafka(), listener), threads);
            var registry = CompletableFuture.supplyAsync(
                    () -> EmbeddedRegistry.start(folder, ports.registry(), listener), threads);
            var prepared = CompletableFuture.allOf(
                    postgres.thenAccept(preparation::database), kafka.thenAccept(preparation::topics));
            try {
                prepared.join();
                return new Servers(postgres.join(), kafka.join(), registry.join());
            } catch (CompletionException e) {
                // What did start must not stay behind.
                started(postgres).ifPresent(EmbeddedPostgres::close);
                started(kafka).ifPresent(EmbeddedKafka::close);
                started(registry).ifPresent(EmbeddedRegistry::close);
                throw e.getCause() instanceof RuntimeException failure
                        ? failure
                        : new ServerFailure("the servers did not start: " + e.getCause(), e);
            }
        }
    }

    private static <T> Optional<T> started(CompletableFuture<T> server) {
        return server.<Optional<T>>handle((value, failure) -> Optional.ofNullable(value))
                .join();
    }

    public String jdbcUrl() {
        return postgres.jdbcUrl();
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    public String registryUrl() {
        return registry.registryUrl();
    }

    public EmbeddedPostgres postgres() {
        return postgres;
    }

    public EmbeddedKafka kafka() {
        return kafka;
    }

    public EmbeddedRegistry registry() {
        return registry;
    }

    @Override
    public void close() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(postgres::close);
            threads.execute(kafka::close);
            threads.execute(registry::close);
        }
    }
}
