package io.headrace.app.up;

import io.headrace.app.Environment;
import io.headrace.capture.core.WalAlarm;
import io.headrace.embedded.ServerPorts;
import io.headrace.embedded.Servers;
import io.headrace.kernel.trace.Spans;
import io.headrace.schemas.RowHistory;
import io.headrace.training.core.Retention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Everything of one data folder, running in this JVM and its children.
public final class Up implements AutoCloseable {

    /// Its one source: people's tables, in Headrace's own database.
    public static final String SOURCE = Environment.SOURCE;

    /// How long capture's engines pause between two looks at a quiet WAL.
    public static final Duration POLL_INTERVAL = ServiceStarts.POLL_INTERVAL;

    private final Ground ground;
    private final Environment environment;
    private final RunningServices services;
    private final CountDownLatch ended = new CountDownLatch(1);

    private Up(Ground ground, Environment environment, RunningServices services) {
        this.ground = ground;
        this.environment = environment;
        this.services = services;
    }

    /// Starts the servers, brings tables and topics to their shape, and starts the services. Returns when all are
    /// ready; a [CommandFailure] says why they cannot be.
    public static Up start(Path data, ServerPorts ports, Progress progress) {
        return start(data, ports, Choices.USUAL, Spans.NONE, progress);
    }

    /// What a person may choose.
    ///
    /// @param history of the source's rows; null: that of the last start
    /// @param retention of artifacts that are never deployed
    public record Choices(@Nullable RowHistory history, Retention retention, Workshop workshop, LineageChoice lineage) {

        static final Choices USUAL = new Choices(null, Retention.USUAL, Workshop.EMPTY, LineageChoice.USUAL);

        private ServiceStarts.Chosen chosen() {
            return new ServiceStarts.Chosen(WalAlarm.USUAL, retention, workshop, lineage);
        }
    }

    /// The same with what was chosen.
    ///
    /// @param spans takes what the services did; whoever made it closes it
    public static Up start(Path data, ServerPorts ports, Choices choices, Spans spans, Progress progress) {
        Ground ground = Ground.lay(data, ports, progress);
        try {
            Environment environment = ground.environment();
            RowHistory history = choices.history();
            if (history != null) {
                Environment.remember(data, history);
                environment = environment.with(history);
            }
            LostDatabase.refuse(environment.installation());
            RunningServices services =
                    RunningServices.start(ServiceStarts.of(environment, choices.chosen(), spans), progress);
            environment.publish();
            return new Up(ground, environment, services);
        } catch (RuntimeException e) {
            ground.close();
            throw Ground.notStarted(data, e);
        }
    }

    /// How to reach it.
    public Environment environment() {
        return environment;
    }

    RunningServices services() {
        return services;
    }

    public Servers servers() {
        return ground.servers();
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
            ground.close();
            ended.countDown();
        }
    }
}
