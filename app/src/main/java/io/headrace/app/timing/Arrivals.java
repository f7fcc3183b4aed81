package io.headrace.app.timing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Everything that arrived so far, in the order in which it did.
public final class Arrivals<T> {

    private final List<T> arrived = new ArrayList<>();

    public synchronized void add(T item) {
        arrived.add(item);
        notifyAll();
    }

    public synchronized List<T> all() {
        return List.copyOf(arrived);
    }

    public synchronized int count() {
        return arrived.size();
    }

    /// The first, from a place in the list on, that meets a condition; empty where none came in time, or the thread
    /// was interrupted.
    public synchronized Optional<T> await(int from, Predicate<? super T> condition, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        int next = from;
        while (true) {
            for (; next < arrived.size(); next++) {
                if (condition.test(arrived.get(next))) {
                    return Optional.of(arrived.get(next));
                }
            }
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return Optional.empty();
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }
}
