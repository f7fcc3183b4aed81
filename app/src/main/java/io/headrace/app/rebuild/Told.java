package io.headrace.app.rebuild;

import io.headrace.app.Pace;
import io.headrace.app.up.Progress;
import io.headrace.kernel.projector.Stretch;
import io.headrace.registry.rebuild.RebuildListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/// Tells a person who waits, at most once a second.
final class Told implements RebuildListener {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Progress progress;
    private Duration last = Duration.ZERO;
    private Duration began = Duration.ZERO;

    Told(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void says(String sentence) {
        began = progress.elapsed();
        progress.says(sentence);
    }

    @Override
    public void passed(long offsets, long of) {
        Duration elapsed = progress.elapsed();
        if (offsets == of || elapsed.minus(last).compareTo(PAUSE) >= 0) {
            progress.says(new Pace(offsets, of, elapsed.minus(began)).sentence("offsets"));
            last = elapsed;
        }
    }

    /// Hears of pieces of some stretches that were gone over.
    LongConsumer over(List<Stretch> stretches) {
        long of = stretches.stream().mapToLong(Stretch::length).sum();
        AtomicLong passed = new AtomicLong();
        return offsets -> passed(passed.addAndGet(offsets), of);
    }
}
