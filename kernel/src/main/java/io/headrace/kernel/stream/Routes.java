package io.headrace.kernel.stream;

import io.headrace.kernel.avro.Unreadable;
import io.headrace.kernel.shell.Input;
import io.headrace.kernel.stream.Received.ChangedRow;
import io.headrace.kernel.stream.Received.Event;
import io.headrace.kernel.stream.Received.Keyed;
import io.headrace.kernel.stream.Received.PutAside;
import io.headrace.kernel.topics.TopicSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// Which topics a service reads, and what their records ask of its decider.
///
/// A function answers with no inputs for a record that asks for nothing; what it throws is the
/// reason why the record becomes a dead letter.
public final class Routes<C> {

    private record Route<C>(TopicSpec topic, Function<Received, List<Input<C>>> inputs) {}

    private final Map<String, Route<C>> routes = new LinkedHashMap<>();

    /// Reads a topic of events, kept for ever in one partition.
    public Routes<C> events(String topic, Function<Event, List<Input<C>>> inputs) {
        return add(TopicSpec.kept(topic, 1), Event.class, inputs);
    }

    /// Reads the rows of a captured table, kept for ever in one partition.
    public Routes<C> rows(String topic, Function<ChangedRow, List<Input<C>>> inputs) {
        return add(TopicSpec.kept(topic, 1), ChangedRow.class, inputs);
    }

    /// Reads other messages.
    public Routes<C> keyed(TopicSpec topic, Function<Keyed, List<Input<C>>> inputs) {
        return add(topic, Keyed.class, inputs);
    }

    /// Reads what another service could not take.
    public Routes<C> deadLetters(String service, Function<PutAside, List<Input<C>>> inputs) {
        return add(TopicSpec.kept(DeadLetter.topic(service), 1), PutAside.class, inputs);
    }

    /// Reads a topic that asks nothing of the decider, unless there is a route for it.
    void alsoReads(TopicSpec topic) {
        if (!routes.containsKey(topic.name())) {
            routes.put(topic.name(), new Route<>(topic, received -> List.of()));
        }
    }

    /// The topics that are read.
    public List<String> topics() {
        return List.copyOf(routes.keySet());
    }

    List<TopicSpec> specs() {
        return routes.values().stream().map(Route::topic).toList();
    }

    List<Input<C>> inputs(Received received) {
        Route<C> route = routes.get(received.origin().topic());
        return Objects.requireNonNull(route, "a record of a topic that is not read")
                .inputs()
                .apply(received);
    }

    private <R extends Received> Routes<C> add(TopicSpec topic, Class<R> kind, Function<R, List<Input<C>>> inputs) {
        Function<Received, List<Input<C>>> checked = received -> {
            if (!kind.isInstance(received)) {
                throw new Unreadable("%s carries records of the kind %s, and %s is a %s"
                        .formatted(
                                topic.name(),
                                kind.getSimpleName(),
                                received.origin(),
                                received.getClass().getSimpleName()));
            }
            return inputs.apply(kind.cast(received));
        };
        routes.put(topic.name(), new Route<>(topic, checked));
        return this;
    }
}
