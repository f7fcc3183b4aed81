package io.headrace.app.up;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells a person who waits what is going on.
public final class Progress {

    private static final Logger LOGGER = LoggerFactory.getLogger(Progress.class);

    private final Consumer<String> lines;
    private final long began = System.nanoTime();

    private Progress(Consumer<String> lines) {
        this.lines = lines;
    }

    public Progress(PrintWriter out) {
        this(text -> {
            out.println(text);
            out.flush();
        });
    }

    /// In the log, where nothing but log lines may be written out.
    static Progress inLog() {
        return new Progress(text -> LOGGER.info("{}", text.strip()));
    }

    /// What has just been done or begun, with the time since the start.
    public void says(String sentence) {
        line("%5.1f s  %s".formatted(elapsed().toMillis() / 1e3, sentence));
    }

    /// A line as it is.
    public synchronized void line(String text) {
        lines.accept(text);
    }

    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
