package io.headrace.client;

import io.headrace.client.Repetition.EndedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One listener of all event topics, called by a thread of its own.
///
/// Events of one topic come in order; those of different topics come as they are read.
public final class EventSubscription implements Headrace.Ending {

    private static final Logger LOG = LoggerFactory.getLogger(EventSubscription.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EventListener listener;
    private final Repetition repetition;
    private final EventTopics topics;
    private final SchemaRegistryClient schemas;
    private final Thread thread;
    private final boolean isCurrent;

    /// The deployment of each pipeline's model that was given as the current one.
    private final Map<String, Long> current = new HashMap<>();

    private volatile @Nullable UnknownStartException refused;

    private EventSubscription(Start start, EventListener listener, HeadraceConfig config) {
        this.listener = listener;
        this.isCurrent = start instanceof Start.Current;
        this.repetition = new Repetition(config.retryFirst(), config.retryAtMost());
        this.topics = new EventTopics(start, config);
        this.schemas = new SchemaRegistryClient(config.schemaRegistry(), config.registryLogin());
        this.thread = Thread.ofPlatform().daemon().name("headrace-events").unstarted(this::run);
    }

    static EventSubscription start(Start start, EventListener listener, HeadraceConfig config) {
        EventSubscription subscription = new EventSubscription(start, listener, config);
        subscription.thread.start();
        return subscription;
    }

    /// Why events do not come: Kafka or the schema registry is away, the listener threw, or there is no such start, and
    /// then the subscription has ended. Empty while all is well. The log says of a damaged record that
    /// it was passed by.
    public Optional<Throwable> trouble() {
        UnknownStartException unknown = refused;
        return unknown == null ? repetition.trouble() : Optional.of(unknown);
    }

    private void run() {
        Events events = new Events(new ConfluentAvro(schemas));
        try (topics;
                schemas) {
            deliver(events, repetition.untilDone("Finding the start", this::begin));
            boolean told = false;
            while (!repetition.hasEnded()) {
                if (!told && repetition.untilDone("Looking for the live end", topics::isLive)) {
                    told = repetition.untilDone("Telling of the live end", this::tellLive);
                }
                deliver(events, repetition.untilDone("Reading events", topics::next));
            }
        } catch (EndedException e) {
            LOG.debug("The subscription to events ended", e);
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> begin() {
        try {
            return topics.begin();
        } catch (UnknownStartException e) {
            LOG.error("There are no events: {}", e.getMessage());
            refused = e;
            repetition.end();
            return List.of();
        }
    }

    private boolean tellLive() {
        listener.onLive();
        return true;
    }

    private void deliver(Events events, List<ConsumerRecord<byte[], byte[]>> records) throws EndedException {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                Event event = repetition.untilDone("Reading an event", () -> events.read(record));
                if (!isCurrent || isNews(event, record)) {
                    boolean _ =
                            repetition.untilDone("Giving %s to its listener".formatted(event.id()), () -> give(event));
                }
            } catch (UnusableModelException e) {
                LOG.error("An event cannot be given to anybody", e);
            }
        }
    }

    /// Beside the models in production only deployments of others are news, until their topic has caught up with them.
    private boolean isNews(Event event, ConsumerRecord<byte[], byte[]> record) {
        return switch (event.type()) {
            case "LiveModel" -> {
                current.put(event.subject(), deployment(event.data()));
                yield true;
            }
            case "ModelDeployed" -> deployment(event.data()) > current.getOrDefault(event.subject(), 0L);
            default -> topics.isBehindTheStart(record);
        };
    }

    private static long deployment(GenericRecord data) {
        return (long) data.get("deployment");
    }

    private boolean give(Event event) throws Exception {
        listener.onEvent(event);
        return true;
    }

    /// Ends it; a listener that is being called is waited for, 10 seconds at most. A listener may call it.
    @Override
    public void close() {
        repetition.end();
        topics.wakeUp();
        if (!Thread.currentThread().equals(thread)) {
            join();
        }
    }

    private void join() {
        try {
            if (!thread.join(PATIENCE)) {
                LOG.warn("The listener of events is still busy after {}: left behind", PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
