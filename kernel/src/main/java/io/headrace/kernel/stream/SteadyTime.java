package io.headrace.kernel.stream;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;

/// The wall clock for Kafka Streams, which commits and punctuates by it: it never goes back.
///
/// Where somebody sets the clock back, this one goes on at half its speed until the clock is there again, so that
/// nothing waits for that, and what was due every 10 ms is due every 20.
public final class SteadyTime implements Time {

    private final LongSupplier wallMillis;
    private final LongSupplier nanos;
    private long told;
    private long toldAt;

    public SteadyTime() {
        this(System::currentTimeMillis, System::nanoTime);
    }

    /// @param nanos a clock that nobody can set
    SteadyTime(LongSupplier wallMillis, LongSupplier nanos) {
        this.wallMillis = wallMillis;
        this.nanos = nanos;
        this.told = TimeUnit.MILLISECONDS.toMicros(wallMillis.getAsLong());
        this.toldAt = nanos.getAsLong();
    }

    @Override
    public synchronized long milliseconds() {
        long at = nanos.getAsLong();
        long wall = TimeUnit.MILLISECONDS.toMicros(wallMillis.getAsLong());
        long slow = told + (at - toldAt) / 2_000;
        if (wall >= told || slow > told) {
            told = Math.max(wall, slow);
            toldAt = at;
        }
        return TimeUnit.MICROSECONDS.toMillis(told);
    }

    @Override
    public long nanoseconds() {
        return nanos.getAsLong();
    }

    @Override
    public void sleep(long millis) {
        Time.SYSTEM.sleep(millis);
    }

    @Override
    public void waitObject(Object object, Supplier<Boolean> condition, long deadlineMillis)
            throws InterruptedException {
        Time.SYSTEM.waitObject(object, condition, deadlineMillis - milliseconds() + Time.SYSTEM.milliseconds());
    }
}
