package io.headrace.app.up;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells a person who waits what is going on.
public final class Progress {

    private static final Logger LOGGER = LoggerFactory.getLogger(Progress.class);

    private final Optional<PrintWriter> out;
    private final long began = System.nanoTime();

    private Progress(Optional<PrintWriter> out) {
        this.out = out;
    }

    public Progress(PrintWriter out) {
        this(Optional.of(out));
    }

    /// In the log, where nothing but log lines may be written out.
    static Progress inLog() {
        return new Progress(Optional.empty());
    }

    /// What has just been done or begun, with the time since the start.
    public void says(String sentence) {
        if (out.isPresent()) {
            line("%5.1f s  %s".formatted(elapsed().toMillis() / 1e3, sentence));
        } else {
            line(sentence);
        }
    }

    /// A line as it is.
    public synchronized void line(String text) {
        out.ifPresentOrElse(
                person -> {
                    person.println(text);
                    person.flush();
                },
                () -> LOGGER.info("{}", text));
    }

    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
