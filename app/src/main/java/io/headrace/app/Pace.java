package io.headrace.app;

import java.time.Duration;
import java.util.Locale;

/// How fast long work goes, and how long it will still take at that rate.
///
/// @param elapsed since it began
public record Pace(long done, long of, Duration elapsed) {

    /// Such as `1,200 of 5,000 offsets, 600/s, 6 s left`.
    public String sentence(String what) {
        if (elapsed.isZero() || done == 0) {
            return String.format(Locale.ROOT, "%,d of %,d %s", done, of, what);
        }
        double perSecond = done / (elapsed.toNanos() / 1e9);
        long secondsLeft = (long) Math.ceil((of - done) / perSecond);
        return String.format(
                Locale.ROOT, "%,d of %,d %s, %,.0f/s, %s left", done, of, what, perSecond, left(secondsLeft));
    }

    private static String left(long seconds) {
        return seconds < 120 ? seconds + " s" : (seconds + 59) / 60 + " min";
    }
}
