package io.headrace.worker.job;

import io.headrace.kernel.shell.Cause;
import io.headrace.kernel.trace.Traceparent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The table `headrace.job`.
///
/// ```
///   queue ──► waits ──► taken ──► renewed… ──► remove
///               ▲         │
///               └─────────┘ given back, or its lease is over
/// ```
public final class StoredJobs {

    /// Behind the id of the event that asked for a run: the cause of what is told at its end.
    public static final String MADE = "/made";

    /// How long a worker that does not renew its lease holds a job.
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final String LEASED = "now() + interval '" + LEASE.toSeconds() + " seconds'";

    /// The same run told once more stays with the worker that has it.
    private static final String QUEUE = """
            insert into headrace.job as old (pipeline, run, queued, queued_at, cause, correlation, traceparent)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (pipeline) do update
            set run = excluded.run, queued = excluded.queued, queued_at = excluded.queued_at, cause = excluded.cause,
                correlation = excluded.correlation, traceparent = excluded.traceparent, attempt = 0, worker = null, lease_until = null, progress = null, message = null, not_before = null
            where old.run <> excluded.run""";

    private static final String TAKE = """
            with next as (
                select pipeline, message from headrace.job
                where (lease_until is null or lease_until < now()) and (not_before is null or not_before <= now())
                order by queued_at limit 1 for update skip locked)
            update headrace.job taken
            set worker = ?, attempt = taken.attempt + 1, lease_until = %s, progress = null, message = null
            from next where taken.pipeline = next.pipeline
            returning taken.pipeline, taken.run, taken.queued, taken.attempt, next.message, taken.cause,
                taken.correlation, taken.traceparent""".formatted(LEASED);

    private static final String OWN = " where pipeline = ? and run = ? and worker = ? and attempt = ?";

    private static final String RENEW =
            "update headrace.job set lease_until = " + LEASED + ", progress = ?, message = ?" + OWN;

    private static final String GIVE_BACK =
            "update headrace.job set worker = null, lease_until = null, progress = null, message = ?, attempt = ?,"
                    + " not_before = now() + ? * interval '1 millisecond'" + OWN;

    private static final String REMOVE = "delete from headrace.job where pipeline = ? and run = ?";

    private StoredJobs() {}

    /// A job in the hands of a worker.
    ///
    /// @param queued the message that asks for it
    /// @param earlier why the attempt before it ended, or how far it came; null: nothing is known
    /// @param chain the event that asks for it
    @SuppressWarnings("ArrayRecordComponent") // On its way from a topic to a reader of messages.
    record Taken(
            String pipeline,
            String run,
            byte[] queued,
            Holder holder,
            @Nullable String earlier,
            Chain chain) {

        /// What is decided at its end is caused by the event that asked for it.
        Cause made(Instant now) {
            return new Cause(chain.cause() + MADE, chain.correlation(), chain.parent(), now);
        }
    }

    /// Who makes it.
    ///
    /// @param attempt 1 or more
    record Holder(String worker, int attempt) {}

    /// @param cause an event's id
    private record Chain(
            String cause, String correlation, @Nullable Traceparent parent) {}

    /// A run that is to be made.
    ///
    /// @param queued the message that asks for it
    public static void queue(Connection tx, String pipeline, String run, byte[] queued, Cause cause)
            throws SQLException {
        Traceparent parent = cause.parent();
        try (PreparedStatement insert = tx.prepareStatement(QUEUE)) {
            insert.setString(1, pipeline);
            insert.setString(2, run);
            insert.setBytes(3, queued);
            insert.setObject(4, cause.time().atOffset(ZoneOffset.UTC));
            insert.setString(5, cause.id());
            insert.setString(6, cause.correlation());
            insert.setString(7, parent == null ? null : parent.toString());
            insert.executeUpdate();
        }
    }

    /// Takes the job that has waited longest, unless another worker is just taking it; empty: none waits.
    static Optional<Taken> take(Connection tx, String worker) throws SQLException {
        try (PreparedStatement take = tx.prepareStatement(TAKE)) {
            take.setString(1, worker);
            try (ResultSet row = take.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                String trace = row.getString(8);
                Traceparent parent =
                        trace == null ? null : Traceparent.parse(trace).orElse(null);
                return Optional.of(new Taken(
                        row.getString(1),
                        row.getString(2),
                        row.getBytes(3),
                        new Holder(worker, row.getInt(4)),
                        row.getString(5),
                        new Chain(row.getString(6), row.getString(7), parent)));
            }
        }
    }

    /// Holds a job for longer, and tells how far it is.
    ///
    /// @return whether it is still the worker's: false where it was cancelled, or taken by another
    static boolean renew(Connection tx, Taken job, @Nullable Double progress, @Nullable String message)
            throws SQLException {
        try (PreparedStatement renew = tx.prepareStatement(RENEW)) {
            renew.setObject(1, progress, Types.DOUBLE);
            renew.setString(2, message);
            own(renew, 3, job);
            return renew.executeUpdate() == 1;
        }
    }

    /// Lets another attempt begin.
    ///
    /// @param counts whether this attempt is one of those that a job has
    /// @param pause before it: other jobs are taken meanwhile
    static void giveBack(Connection tx, Taken job, boolean counts, String why, Duration pause) throws SQLException {
        try (PreparedStatement back = tx.prepareStatement(GIVE_BACK)) {
            back.setString(1, why);
            back.setInt(2, job.holder().attempt() - (counts ? 0 : 1));
            back.setLong(3, pause.toMillis());
            own(back, 4, job);
            back.executeUpdate();
        }
    }

    /// Nobody makes the run any more.
    public static void remove(Connection tx, String pipeline, String run) throws SQLException {
        try (PreparedStatement delete = tx.prepareStatement(REMOVE)) {
            delete.setString(1, pipeline);
            delete.setString(2, run);
            delete.executeUpdate();
        }
    }

    private static void own(PreparedStatement statement, int from, Taken job) throws SQLException {
        statement.setString(from, job.pipeline());
        statement.setString(from + 1, job.run());
        statement.setString(from + 2, job.holder().worker());
        statement.setInt(from + 3, job.holder().attempt());
    }
}
