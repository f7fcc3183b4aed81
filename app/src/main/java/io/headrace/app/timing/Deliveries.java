package io.headrace.app.timing;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.client.Headrace;
import io.headrace.client.Model;
import io.headrace.client.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/// What a subscriber was given, and when.
public final class Deliveries implements AutoCloseable {

    private final Headrace headrace;
    private final Arrivals<Delivery> given = new Arrivals<>();

    /// A model with verified bytes. It answers every commit in its cut.
    ///
    /// @param nanos when the listener was called, as System.nanoTime
    public record Delivery(Model model, long nanos) implements Answer {

        @Override
        public long position() {
            return model.cut().commitLsn();
        }
    }

    public Deliveries(Environment environment, String pipeline) {
        this.headrace = Headrace.connect(
                environment.kafka().bootstrap(), environment.registry().url().toString());
        Subscription _ = headrace.subscribe(pipeline, model -> given.add(new Delivery(model, System.nanoTime())));
    }

    public Arrivals<Delivery> arrivals() {
        return given;
    }

    public List<Delivery> all() {
        return given.all();
    }

    public int count() {
        return given.count();
    }

    /// The first delivery from a place in the list that meets a condition; a [CommandFailure] where none came in time.
    public Delivery await(String what, int from, Predicate<Model> condition, Duration patience) {
        return given.await(from, delivery -> condition.test(delivery.model()), patience)
                .orElseThrow(() -> CommandFailure.failed(
                        "%s did not reach the subscriber within %d s".formatted(what, patience.toSeconds())));
    }

    @Override
    public void close() {
        headrace.close();
    }
}
