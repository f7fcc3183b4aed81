package io.headrace.worker.external;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// What a program prints, read as it comes, so that it never waits for a reader; of all that, the tails and
/// the newest progress are kept.
final class ProgramOutput {

    private static final int CHUNK = 8192;

    private final AtomicLong bytes = new AtomicLong();
    private final AtomicReference<Optional<Progress>> progress = new AtomicReference<>(Optional.empty());
    private final Tail out = new Tail();
    private final Tail err = new Tail();
    private final List<Thread> readers;

    ProgramOutput(Process process) {
        ProgressLines lines = new ProgressLines(found -> progress.set(Optional.of(found)), out);
        this.readers = List.of(
                reader(process.getInputStream(), lines::add, lines::end),
                reader(process.getErrorStream(), err::add, () -> {}));
    }

    private interface Sink {
        void add(byte[] bytes, int from, int to);
    }

    /// How much came until now.
    long bytes() {
        return bytes.get();
    }

    /// What came since this was asked last.
    Optional<Progress> newProgress() {
        return progress.getAndSet(Optional.empty());
    }

    /// Waits for the streams to end. One that a process keeps open which could not be ended is given up.
    void awaitEnd(Duration limit) throws InterruptedException {
        for (Thread reader : readers) {
            boolean _ = reader.join(limit);
        }
    }

    /// The last lines, of standard error if there are any; empty: it printed nothing.
    String lastLines() {
        String lines = err.lastLines();
        return lines.isEmpty() ? out.lastLines() : lines;
    }

    private Thread reader(InputStream stream, Sink sink, Runnable end) {
        return Thread.ofVirtual().start(() -> {
            byte[] chunk = new byte[CHUNK];
            try {
                for (int count = stream.read(chunk); count >= 0; count = stream.read(chunk)) {
                    bytes.addAndGet(count);
                    sink.add(chunk, 0, count);
                }
            } catch (IOException _) {
                // The process ended and took its stream along.
            }
            end.run();
        });
    }
}
