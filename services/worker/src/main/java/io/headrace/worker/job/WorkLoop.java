package io.headrace.worker.job;

import io.headrace.events.RunQueued;
import io.headrace.kernel.Patience;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.shell.DecisionShell;
import io.headrace.kernel.shell.Input;
import io.headrace.worker.core.JobCommand;
import io.headrace.worker.core.JobEvent;
import io.headrace.worker.core.Jobs;
import io.headrace.worker.core.Made;
import io.headrace.worker.job.StoredJobs.Taken;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes jobs and makes them, until it is closed: what it has then another worker takes at once.
///
/// A job whose workers end before they are done, however they end, is taken again, [#ATTEMPTS] times in all.
public final class WorkLoop implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(WorkLoop.class);
    private static final Duration PAUSE = Duration.ofMillis(200);

    /// Before a job is tried again that could not be made; others are taken meanwhile.
    private static final Duration LONGER = Duration.ofSeconds(2);

    /// Then a job is a failed run.
    static final int ATTEMPTS = 3;

    private final Workplace place;
    private final String name;
    private final AvroCodec avro;
    private final DecisionShell<JobCommand, Jobs, JobEvent> shell;
    private final Patience patience;
    private final Thread thread;
    private volatile @Nullable Lease current;

    private WorkLoop(Workplace place, String name, AvroCodec avro, DecisionShell<JobCommand, Jobs, JobEvent> shell) {
        this.place = place;
        this.name = name;
        this.avro = avro;
        this.shell = shell;
        this.patience = new Patience(name);
        this.thread = Thread.ofPlatform().name(name).unstarted(this::work);
    }

    /// Begins to take jobs.
    ///
    /// @param name unique among the workers of an installation
    public static WorkLoop start(
            Workplace place, String name, AvroCodec avro, DecisionShell<JobCommand, Jobs, JobEvent> shell) {
        WorkLoop loop = new WorkLoop(place, name, avro, shell);
        loop.thread.start();
        return loop;
    }

    /// Whether it takes jobs.
    public boolean isRunning() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        patience.close();
        Lease lease = current;
        if (lease != null) {
            lease.stop();
        }
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try (Worker worker = new Worker(place, avro)) {
            while (!patience.isStopped()) {
                Optional<Taken> job = patience.insist(this::take);
                if (job.isPresent()) {
                    attempt(worker, job.get());
                } else {
                    boolean _ = patience.sleep(PAUSE);
                }
            }
        } catch (Patience.Stopped _) {
            LOGGER.debug("{} was stopped while it waited", name);
        }
    }

    private Optional<Taken> take() throws SQLException {
        try (Connection tx = place.database().getConnection()) {
            Optional<Taken> job = StoredJobs.take(tx, name);
            tx.commit();
            return job;
        }
    }

    private void attempt(Worker worker, Taken job) {
        try {
            if (job.holder().attempt() > ATTEMPTS) {
                giveUp(job);
            } else {
                make(worker, job);
            }
        } catch (Patience.Stopped e) {
            giveBack(job, false, "its worker was stopped", Duration.ZERO);
            throw e;
        } catch (IOException | SQLException | RuntimeException | Error e) {
            // Whatever it is, memory that is not there too: the next job may be another.
            LOGGER.warn("{} could not make run {} of {}", name, job.run(), job.pipeline(), e);
            giveBack(job, true, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), LONGER);
        }
    }

    private void giveUp(Taken job) {
        finish(
                job,
                new Made.Result.Failure("no worker came to an end with it in %d attempts; of the last is known: %s"
                        .formatted(ATTEMPTS, job.earlier() == null ? "nothing" : job.earlier())));
    }

    private void make(Worker worker, Taken job) throws IOException, SQLException {
        try (Lease lease = Lease.of(place.database(), job)) {
            current = lease;
            RunQueued queued = (RunQueued) avro.decode(job.queued());
            LOGGER.info("{} makes run {} of {}", name, job.run(), job.pipeline());
            end(job, worker.make(queued, lease));
        } finally {
            current = null;
        }
    }

    private void end(Taken job, Ending ending) {
        switch (ending) {
            case Ending.Done(Made.Result result) -> finish(job, result);
            // Unless it was cancelled, another one goes on with it.
            case Ending.Stopped _ -> giveBack(job, false, "its worker was stopped", Duration.ZERO);
            case Ending.NotYet(String what) -> giveBack(job, false, "waits for " + what, LONGER);
        }
    }

    private void finish(Taken job, Made.Result result) {
        Made made = new Made(name, job.holder().attempt(), result);
        Input<JobCommand> input =
                new Input<>(job.pipeline(), job.made(Instant.now()), new JobCommand.Finish(job.run(), made));
        boolean _ = patience.insist(() -> {
            try (Connection tx = place.database().getConnection()) {
                shell.decideWithin(tx, List.of(input));
                tx.commit();
                return true;
            }
        });
    }

    /// Without patience: if the database is away, the lease is over in a while.
    private void giveBack(Taken job, boolean counts, String why, Duration pause) {
        try (Connection tx = place.database().getConnection()) {
            StoredJobs.giveBack(tx, job, counts, why, pause);
            tx.commit();
        } catch (SQLException e) {
            LOGGER.warn("{} cannot give run {} of {} back: {}", name, job.run(), job.pipeline(), e.getMessage());
        }
    }
}
