package io.headrace.app.up;

import java.io.PrintWriter;
import java.time.Duration;

/// Tells a person who waits what is going on.
public final class Progress {

    private final PrintWriter out;
    private final long began = System.nanoTime();

    public Progress(PrintWriter out) {
        this.out = out;
    }

    /// What has just been done or begun, with the time since the start.
    public void says(String sentence) {
        line("%5.1f s  %s".formatted(elapsed().toMillis() / 1e3, sentence));
    }

    /// A line as it is.
    public synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
