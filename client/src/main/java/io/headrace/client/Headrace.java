package io.headrace.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A connection to an installation.
///
/// ```
/// try (Headrace headrace = Headrace.connect("localhost:9092", "http://localhost:8080")) {
///     headrace.subscribe("house-price", model -> serve(model.bytes()));
///     …
/// }
/// ```
public final class Headrace implements AutoCloseable {

    private final HeadraceConfig config;
    private final List<Ending> subscriptions = new ArrayList<>();
    private boolean closed;

    private Headrace(HeadraceConfig config) {
        this.config = config;
    }

    /// Connects to Kafka and to the schema registry. Neither need be there yet: a subscription waits for them.
    ///
    /// @param bootstrapServers of Kafka, as `host:port,host:port`
    /// @param schemaRegistryUrl the root of a registry that speaks Confluent's API under `/apis/ccompat/v7` (as
    ///     Apicurio does), or the address of such an API itself if the URL has a path
    public static Headrace connect(String bootstrapServers, String schemaRegistryUrl) {
        return connect(HeadraceConfig.of(bootstrapServers, schemaRegistryUrl));
    }

    public static Headrace connect(HeadraceConfig config) {
        return new Headrace(config);
    }

    /// Gives the model in production to the listener, as soon as there is one, and then each newly deployed one.
    ///
    /// A listener is called by one thread, one model at a time, always with a greater deployment number than
    /// before. While it throws, it is called again with the same model, after 100 ms, 200 ms, … up to 30 s: no
    /// model is skipped. To pass over a model, return.
    ///
    /// After a crash the new process gets the model in production again, under the same id. Models that were
    /// deployed and replaced while nobody listened are history: ask the registry for them.
    public synchronized Subscription subscribe(String pipeline, ModelListener listener) {
        if (closed) {
            throw new IllegalStateException("Cannot subscribe to %s: this connection was closed".formatted(pipeline));
        }
        Subscription subscription = Subscription.start(pipeline, listener, config);
        subscriptions.add(subscription);
        return subscription;
    }

    /// Gives all events to the listener, from a start on. What was there at the start comes first, then
    /// [EventListener#onLive()] is called, then events come as they happen. While the listener throws, it is called
    /// again with the same event, as with [#subscribe].
    ///
    /// An event id that is not there ends the subscription; [EventSubscription#trouble()] says so.
    ///
    /// @throws IllegalArgumentException if the start is a time that is yet to come
    public synchronized EventSubscription follow(Start start, EventListener listener) {
        if (closed) {
            throw new IllegalStateException("Cannot follow the events: this connection was closed");
        }
        if (start instanceof Start.At(Instant time) && time.isAfter(Instant.now())) {
            throw new IllegalArgumentException("%s is yet to come: start at a time that is past".formatted(time));
        }
        EventSubscription subscription = EventSubscription.start(start, listener, config);
        subscriptions.add(subscription);
        return subscription;
    }

    /// Ends every subscription; a listener that is being called is waited for, 10 seconds at most.
    @Override
    public synchronized void close() {
        closed = true;
        subscriptions.forEach(Ending::close);
        subscriptions.clear();
    }

    /// What a connection ends.
    interface Ending extends AutoCloseable {

        @Override
        void close();
    }
}
