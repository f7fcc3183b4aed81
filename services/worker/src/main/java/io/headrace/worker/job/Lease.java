package io.headrace.worker.job;

import io.headrace.worker.external.Progress;
import io.headrace.worker.job.StoredJobs.Taken;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A worker's hold on a job: renewed from time to time, with how far the job is, until it is closed or lost.
final class Lease implements Stages, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Lease.class);
    private static final Duration RENEWED_EVERY = Duration.ofSeconds(1);

    private final DataSource database;
    private final Taken job;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("lease").factory());
    private volatile Progress progress = new Progress(null, "reading rows");
    private volatile boolean stopped;
    private volatile long renewed = System.nanoTime();

    private Lease(DataSource database, Taken job) {
        this.database = database;
        this.job = job;
    }

    static Lease of(DataSource database, Taken job) {
        Lease lease = new Lease(database, job);
        long pause = RENEWED_EVERY.toMillis();
        var _ = lease.clock.scheduleWithFixedDelay(lease::renew, pause, pause, TimeUnit.MILLISECONDS);
        return lease;
    }

    @Override
    public void at(Progress now) {
        progress = now;
    }

    /// Also where the database was away for so long that another worker may have the job.
    @Override
    public boolean isStopped() {
        return stopped || System.nanoTime() - renewed > StoredJobs.LEASE.toNanos();
    }

    /// Whoever makes the job is to end.
    void stop() {
        stopped = true;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void renew() {
        long now = System.nanoTime();
        Progress seen = progress;
        try (Connection tx = database.getConnection()) {
            boolean isHeld = StoredJobs.renew(tx, job, seen.share(), seen.message());
            tx.commit();
            if (isHeld) {
                renewed = now;
            } else {
                stopped = true;
            }
        } catch (SQLException e) {
            LOGGER.debug("the lease of {} {} was not renewed", job.pipeline(), job.run(), e);
        }
    }
}
