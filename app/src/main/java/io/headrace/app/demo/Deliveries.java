package io.headrace.app.demo;

import io.headrace.app.Environment;
import io.headrace.client.Headrace;
import io.headrace.client.Model;
import io.headrace.client.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What a subscriber was given, and when.
final class Deliveries implements AutoCloseable {

    private final Headrace headrace;
    private final List<Delivery> given = new ArrayList<>();

    /// A model with verified bytes.
    ///
    /// @param nanos when the listener was called, as System.nanoTime
    record Delivery(Model model, long nanos) {}

    Deliveries(Environment environment, String pipeline) {
        this.headrace = Headrace.connect(environment.kafka(), environment.registryCompat());
        Subscription _ = headrace.subscribe(pipeline, this::take);
    }

    private synchronized void take(Model model) {
        given.add(new Delivery(model, System.nanoTime()));
        notifyAll();
    }

    synchronized List<Delivery> all() {
        return List.copyOf(given);
    }

    /// The first delivery from a place in the list that meets a condition.
    ///
    /// @throws StoryStopped where none came in time
    synchronized Delivery await(String what, int from, Predicate<Model> condition, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        int next = from;
        while (true) {
            for (; next < given.size(); next++) {
                if (condition.test(given.get(next).model())) {
                    return given.get(next);
                }
            }
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new StoryStopped("%s did not reach the subscriber within %d s".formatted(what, patience.toSeconds()));
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoryStopped("interrupted");
            }
        }
    }

    synchronized int count() {
        return given.size();
    }

    @Override
    public void close() {
        headrace.close();
    }
}
