package io.headrace.app.watch;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An answer that is asked for at most every five seconds, however often somebody looks.
final class Recent<T> {

    private static final long FRESH_NS = Duration.ofSeconds(5).toNanos();

    private final Supplier<T> question;
    private @Nullable T last;
    private long asked;

    Recent(Supplier<T> question) {
        this.question = question;
    }

    synchronized T answer() {
        T answer = last;
        if (answer == null || System.nanoTime() - asked >= FRESH_NS) {
            answer = question.get();
            last = answer;
            asked = System.nanoTime();
        }
        return answer;
    }
}
