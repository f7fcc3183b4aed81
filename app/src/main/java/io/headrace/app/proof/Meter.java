package io.headrace.app.proof;

import io.headrace.app.Pace;
import io.headrace.dataset.stream.TopicLog;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/// Says how a long work goes on, every second after the first three. Not thread-safe.
final class Meter implements TopicLog.Progress {

    private static final long PAUSE_NS = Duration.ofSeconds(1).toNanos();
    private static final long FIRST_NS = Duration.ofSeconds(2).toNanos();
    private static final double SECOND_NS = 1e9;

    private final PrintWriter err;
    private final String what;
    private final String unit;
    private final long began = System.nanoTime();
    private long said = began + FIRST_NS;
    private long done;

    /// @param what the work, such as `reading public.house`
    /// @param unit what is counted, in the plural
    Meter(PrintWriter err, String what, String unit) {
        this.err = err;
        this.what = what;
        this.unit = unit;
    }

    /// One more is done, of an unknown number.
    void one() {
        one(0);
    }

    /// One more is done.
    ///
    /// @param of how many there are; 0: nobody knows
    @Override
    public void one(long of) {
        done++;
        if ((done & 0x3ff) == 0) {
            look(of);
        }
    }

    /// Time passed.
    @Override
    public void look(long of) {
        long now = System.nanoTime();
        if (now - said < PAUSE_NS || done == 0) {
            return;
        }
        said = now;
        Duration elapsed = Duration.ofNanos(now - began);
        String text = of == 0
                ? String.format(Locale.ROOT, "%,d %s, %,.0f/s", done, unit, done / (elapsed.toNanos() / SECOND_NS))
                : new Pace(done, of, elapsed).sentence(unit);
        err.println("%s: %s".formatted(what, text));
    }
}
