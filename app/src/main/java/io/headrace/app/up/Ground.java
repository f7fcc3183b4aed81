package io.headrace.app.up;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.app.PostgresUrl;
import io.headrace.embedded.EmbeddedKafka;
import io.headrace.embedded.EmbeddedPostgres;
import io.headrace.embedded.Preparation;
import io.headrace.embedded.ServerFailure;
import io.headrace.embedded.ServerPorts;
import io.headrace.embedded.Servers;
import io.headrace.kernel.KafkaAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The servers of one data folder, with tables and topics in their shape: what services stand on.
public final class Ground implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ground.class);

    private final FolderLock lock;
    private final Servers servers;
    private final Environment environment;

    private Ground(FolderLock lock, Servers servers, Environment environment) {
        this.lock = lock;
        this.servers = servers;
        this.environment = environment;
    }

    /// Starts the servers and brings tables and topics to their shape; a [CommandFailure] says why that cannot be.
    public static Ground lay(Path data, ServerPorts ports, Progress progress) {
        FolderLock lock = FolderLock.take(data);
        try {
            Files.deleteIfExists(Environment.envFile(data));
            LogFiles.writeTo(data.resolve("logs"));
            progress.says("starting PostgreSQL, Kafka and the schema registry in " + data);
            Servers servers = Servers.start(data, ports, progress::says, new Shape(progress));
            return new Ground(lock, servers, Environment.of(data, servers));
        } catch (ServerFailure e) {
            lock.close();
            throw CommandFailure.failed(e);
        } catch (IOException e) {
            lock.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            lock.close();
            throw notStarted(data, e);
        }
    }

    /// Why `up` did not start, for a person; the log has all of it.
    static CommandFailure notStarted(Path data, RuntimeException cause) {
        if (cause instanceof CommandFailure failure) {
            return failure;
        }
        LOG.error("up did not start", cause);
        return CommandFailure.failed("%s; more in %s"
                .formatted(
                        Objects.requireNonNullElseGet(cause.getMessage(), cause::toString),
                        data.resolve("logs/headrace.log")));
    }

    /// How to reach the servers.
    public Environment environment() {
        return environment;
    }

    Servers servers() {
        return servers;
    }

    @Override
    public void close() {
        servers.close();
        lock.close();
    }

    /// Tables and topics, made while other servers are still starting.
    private record Shape(Progress progress) implements Preparation {

        @Override
        public void database(EmbeddedPostgres postgres) {
            Tables.create(new PostgresUrl(postgres.jdbcUrl()));
            progress.says("the tables are there");
        }

        @Override
        public void topics(EmbeddedKafka kafka) {
            EventTopics.create(KafkaAddress.at(kafka.bootstrapServers()));
            progress.says("the topics are there");
        }
    }
}
