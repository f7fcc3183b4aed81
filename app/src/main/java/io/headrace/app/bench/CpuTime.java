package io.headrace.app.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// The CPU time that this JVM and its child processes had used at a moment.
///
/// @param used by process id
record CpuTime(Map<Long, Duration> used) {

    CpuTime {
        used = Map.copyOf(used);
    }

    static CpuTime now() {
        Map<Long, Duration> used = new HashMap<>();
        ProcessHandle self = ProcessHandle.current();
        Stream.concat(Stream.of(self), self.descendants())
                .forEach(process ->
                        process.info().totalCpuDuration().ifPresent(duration -> used.put(process.pid(), duration)));
        return new CpuTime(used);
    }

    /// How much of one core was used since an earlier moment. What ended in between does not count.
    double coresSince(CpuTime earlier, Duration elapsed) {
        long nanos = 0;
        for (Map.Entry<Long, Duration> process : used.entrySet()) {
            Duration before = earlier.used().getOrDefault(process.getKey(), Duration.ZERO);
            nanos += process.getValue().minus(before).toNanos();
        }
        return (double) nanos / elapsed.toNanos();
    }
}
