package io.headrace.app.rebuild;

import io.headrace.app.Pace;
import io.headrace.app.up.Progress;
import io.headrace.kernel.projector.Stretch;
import io.headrace.registry.rebuild.RebuildListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Tells a person who waits, at most once a second.
final class Told implements RebuildListener {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Progress progress;
    private Duration last = Duration.ZERO;
    private @Nullable Duration began;

    Told(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void says(String sentence) {
        began = began == null ? progress.elapsed() : began;
        progress.says(sentence);
    }

    @Override
    public void passed(long offsets, long of) {
        Duration elapsed = progress.elapsed();
        if (offsets == of || elapsed.minus(last).compareTo(PAUSE) >= 0) {
            Duration reading = began == null ? elapsed : elapsed.minus(began);
            progress.says(new Pace(offsets, of, reading).sentence("offsets"));
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
