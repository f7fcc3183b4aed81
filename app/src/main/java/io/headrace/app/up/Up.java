package io.headrace.app.up;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.embedded.EmbeddedKafka;
import io.headrace.embedded.EmbeddedPostgres;
import io.headrace.embedded.Preparation;
import io.headrace.embedded.ServerFailure;
import io.headrace.embedded.ServerPorts;
import io.headrace.embedded.Servers;
import io.headrace.kernel.database.DatabaseAddress;
import io.headrace.kernel.database.Migrations;
import io.headrace.schemas.RowHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything of one data folder, running in this JVM and its children.
public final class Up implements AutoCloseable {

    /// The one source: people's tables, in Headrace's own database.
    public static final String SOURCE = Environment.SOURCE;

    /// How long capture's engines pause between two looks at a quiet WAL.
    public static final Duration POLL_INTERVAL = ServiceStarts.POLL_INTERVAL;

    private static final Logger LOG = LoggerFactory.getLogger(Up.class);

    private final FolderLock lock;
    private final Servers servers;
    private final RunningServices services;
    private final Environment environment;
    private final CountDownLatch ended = new CountDownLatch(1);

    private Up(FolderLock lock, Servers servers, RunningServices services, Environment environment) {
        this.lock = lock;
        this.servers = servers;
        this.services = services;
        this.environment = environment;
    }

    /// Starts the servers, brings tables and topics to their shape, and starts the services. Returns when all are
    /// ready; a [CommandFailure] says why they cannot be.
    public static Up start(Path data, ServerPorts ports, Progress progress) {
        return start(data, ports, null, progress);
    }

    /// The same, with a row history for the source; null: that of the last start.
    public static Up start(Path data, ServerPorts ports, @Nullable RowHistory history, Progress progress) {
        FolderLock lock = FolderLock.take(data);
        try {
            Files.deleteIfExists(Environment.envFile(data));
            if (history != null) {
                Files.writeString(Environment.historyFile(data), history.toString());
            }
            LogFiles.writeTo(data.resolve("logs"));
            return start(lock, data, ports, progress);
        } catch (ServerFailure e) {
            lock.close();
            throw CommandFailure.failed(e);
        } catch (CommandFailure e) {
            lock.close();
            throw e;
        } catch (IOException e) {
            lock.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            lock.close();
            LOG.error("up did not start", e);
            throw CommandFailure.failed("%s; more in %s"
                    .formatted(
                            Objects.requireNonNullElseGet(e.getMessage(), e::toString),
                            data.resolve("logs/headrace.log")));
        }
    }

    private static Up start(FolderLock lock, Path data, ServerPorts ports, Progress progress) {
        progress.says("starting PostgreSQL, Kafka and the schema registry in " + data);
        Servers servers = Servers.start(data, ports, progress::says, new Shape(progress));
        try {
            Environment environment = Environment.of(data, servers);
            RunningServices services = RunningServices.start(ServiceStarts.of(environment), progress);
            environment.publish();
            return new Up(lock, servers, services, environment);
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    /// How to reach it.
    public Environment environment() {
        return environment;
    }

    public Servers servers() {
        return servers;
    }

    /// Waits until it was closed, which Ctrl-C does.
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /// Stops the services, then the servers.
    @Override
    public synchronized void close() {
        if (ended.getCount() == 0) {
            return;
        }
        try {
            Files.deleteIfExists(Environment.envFile(environment.data()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            services.close();
            servers.close();
            lock.close();
            ended.countDown();
        }
    }

    /// Tables and topics, made while other servers are still starting.
    private record Shape(Progress progress) implements Preparation {

        @Override
        public void database(EmbeddedPostgres postgres) {
            DatabaseAddress database = Environment.database(postgres.jdbcUrl());
            Migrations.apply(database, Migrations.OWN);
            Migrations.apply(database, Migrations.SOURCE);
            progress.says("the tables are there");
        }

        @Override
        public void topics(EmbeddedKafka kafka) {
            EventTopics.create(kafka.bootstrapServers());
            progress.says("the topics are there");
        }
    }
}
