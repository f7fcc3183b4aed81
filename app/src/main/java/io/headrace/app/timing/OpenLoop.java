package io.headrace.app.timing;

import io.headrace.app.CommandFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Commits at a steady pace, and how long each takes to everybody who waits for it.
///
/// A commit's turn does not wait for the answer to the one before. It is answered by the first arrival that covers it.
public final class OpenLoop {

    private static final Duration GAP_WHILE_STARTING = Duration.ofMillis(100);

    private final Commit commit;
    private final List<? extends Arrivals<? extends Answer>> readers;
    private final Duration patience;

    /// Something to commit, again and again.
    public interface Commit {

        /// Sends one, and returns when PostgreSQL has confirmed it.
        Sent send() throws SQLException;
    }

    /// @param readers each answers every commit
    /// @param patience how long the answer to the last commit may take
    public OpenLoop(Commit commit, List<? extends Arrivals<? extends Answer>> readers, Duration patience) {
        this.commit = commit;
        this.readers = readers;
        this.patience = patience;
    }

    /// Sends commits until every reader has had an answer: whoever is still starting is waited for.
    public void begin() throws SQLException {
        long end = System.nanoTime() + patience.toNanos();
        while (readers.stream().anyMatch(reader -> reader.count() == 0)) {
            if (System.nanoTime() > end) {
                throw CommandFailure.failed("no commit was answered within %d s".formatted(patience.toSeconds()));
            }
            Sent _ = commit.send();
            LockSupport.parkNanos(GAP_WHILE_STARTING.toNanos());
        }
    }

    /// Sends commits, and returns for each and each reader how many nanoseconds it took.
    ///
    /// @param pace from one turn to the next; zero: back to back
    public List<Long> measure(int commits, Duration pace) throws SQLException {
        List<Integer> places = readers.stream().map(Arrivals::count).toList();
        List<Sent> sent = send(commits, pace);
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < readers.size(); i++) {
            nanos.addAll(latencies(sent, answers(readers.get(i), places.get(i), sent.getLast())));
        }
        return nanos;
    }

    private List<Sent> send(int commits, Duration pace) throws SQLException {
        List<Sent> sent = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < commits; i++) {
            sleepUntil(start + i * pace.toNanos());
            sent.add(commit.send());
        }
        return sent;
    }

    private <A extends Answer> List<A> answers(Arrivals<A> reader, int place, Sent last) {
        A _ = reader.await(place, answer -> answer.position() > last.position(), patience)
                .orElseThrow(() -> CommandFailure.failed(
                        "the last commit was not answered within %d s".formatted(patience.toSeconds())));
        List<A> all = reader.all();
        return all.subList(place, all.size());
    }

    /// Each commit by the first answer beyond it.
    ///
    /// @param answers in the order of their positions; one covers the last commit
    static List<Long> latencies(List<Sent> sent, List<? extends Answer> answers) {
        List<Long> nanos = new ArrayList<>();
        int next = 0;
        for (Sent one : sent) {
            while (answers.get(next).position() <= one.position()) {
                next++;
            }
            nanos.add(answers.get(next).nanos() - one.nanos());
        }
        return nanos;
    }

    private static void sleepUntil(long nanos) {
        long left = nanos - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = nanos - System.nanoTime();
        }
    }
}
