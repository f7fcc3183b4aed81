package io.headrace.app.torture;

import io.headrace.app.Environment;
import io.headrace.app.up.FolderLock;
import io.headrace.app.up.Progress;
import io.headrace.embedded.EmbeddedPostgres;
import io.headrace.embedded.EmbeddedRegistry;
import io.headrace.embedded.KafkaCluster;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Servers and services, each its own process, in one folder. All other commands work on it as on an `up`.
final class LocalInstallation implements AutoCloseable {

    private final FolderLock lock;
    private final KafkaCluster kafka;
    private final List<ServiceProcess> services = new ArrayList<>();
    private final Environment environment;
    private EmbeddedPostgres postgres;
    private EmbeddedRegistry registry;

    private LocalInstallation(
            FolderLock lock, Path folder, EmbeddedPostgres postgres, KafkaCluster kafka, EmbeddedRegistry registry) {
        this.lock = lock;
        this.postgres = postgres;
        this.kafka = kafka;
        this.registry = registry;
        this.environment =
                Environment.of(folder, postgres.jdbcUrl(), kafka.bootstrapServers(), registry.confluentUrl());
    }

    /// Starts everything; the services are still on their way up when it returns.
    ///
    /// @param instances copies of every service
    static LocalInstallation start(Path folder, int brokers, int instances, Progress progress) {
        FolderLock lock = FolderLock.take(folder);
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0, progress::says);
        EmbeddedRegistry registry = EmbeddedRegistry.start(folder, 0, progress::says);
        KafkaCluster kafka = KafkaCluster.start(folder, brokers, progress::says);
        LocalInstallation all = new LocalInstallation(lock, folder, postgres, kafka, registry);
        all.environment.publish();
        for (String group : ServiceProcess.GROUPS.keySet()) {
            for (int instance = 1; instance <= instances; instance++) {
                all.services.add(ServiceProcess.start(all.environment, group, instance));
            }
        }
        return all;
    }

    Environment environment() {
        return environment;
    }

    List<ServiceProcess> services() {
        return List.copyOf(services);
    }

    KafkaCluster kafka() {
        return kafka;
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    void startPostgres() {
        postgres = EmbeddedPostgres.start(environment.data());
    }

    void killRegistry() {
        registry.kill();
    }

    void startRegistry() {
        registry = EmbeddedRegistry.start(environment.data());
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(environment.pgUrl());
    }

    @Override
    public void close() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            services.forEach(service -> threads.execute(() -> service.program().close()));
        }
        kafka.close();
        registry.close();
        postgres.close();
        lock.close();
    }
}
