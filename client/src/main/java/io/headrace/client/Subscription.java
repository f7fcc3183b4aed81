package io.headrace.client;

import io.headrace.client.Repetition.EndedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One listener of one pipeline, called by a thread of its own.
public final class Subscription implements Headrace.Ending {

    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String pipeline;
    private final ModelListener listener;
    private final Repetition repetition;
    private final LiveTopic topic;
    private final ArtifactTopic artifacts;
    private final ConfluentAvro avro;
    private final SchemaRegistryClient schemas;
    private final Thread thread;
    private volatile long delivered;
    private volatile @Nullable Throwable unusable;

    private Subscription(String pipeline, ModelListener listener, HeadraceConfig config) {
        this.pipeline = pipeline;
        this.listener = listener;
        this.repetition = new Repetition(config.retryFirst(), config.retryAtMost());
        this.topic = new LiveTopic(pipeline, config);
        this.schemas = new SchemaRegistryClient(config.schemaRegistry(), config.registryLogin());
        this.avro = new ConfluentAvro(schemas);
        this.artifacts = new ArtifactTopic(config, avro);
        this.thread = Thread.ofPlatform().daemon().name("headrace-" + pipeline).unstarted(this::run);
    }

    static Subscription start(String pipeline, ModelListener listener, HeadraceConfig config) {
        if (pipeline.isBlank()) {
            throw new IllegalArgumentException("The pipeline's name is empty: give the one it was applied under");
        }
        Subscription subscription = new Subscription(pipeline, listener, config);
        subscription.thread.start();
        return subscription;
    }

    /// The deployment number of the model that the listener took last; 0: none yet.
    public long delivered() {
        return delivered;
    }

    /// Why the listener has not got the newest model: Kafka or the schema registry is away, a record is damaged, or
    /// the listener threw. Empty while all is well.
    public Optional<Throwable> trouble() {
        return repetition.trouble().or(() -> Optional.ofNullable(unusable));
    }

    private void run() {
        LiveModels models = new LiveModels(avro, artifacts);
        try (topic;
                schemas) {
            boolean told = false;
            while (!repetition.hasEnded()) {
                List<ConsumerRecord<byte[], byte[]>> records =
                        repetition.untilDone("Reading the models of " + pipeline, topic::next);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    deliver(models, record);
                }
                if (!told) {
                    told = repetition.untilDone("Telling of the live end of " + pipeline, this::tellLive);
                }
            }
        } catch (EndedException e) {
            LOG.debug("The subscription to {} ended", pipeline);
        }
    }

    private boolean tellLive() {
        listener.onLive();
        return true;
    }

    private void deliver(LiveModels models, ConsumerRecord<byte[], byte[]> record) throws EndedException {
        try {
            Model model = repetition.untilDone("Reading a model of " + pipeline, () -> models.read(record));
            if (model.deployment() <= delivered) {
                LOG.debug("{} was delivered or replaced before deployment {}", model, delivered);
                return;
            }
            repetition.untilDone("Giving %s to its listener".formatted(model), () -> give(model));
            delivered = model.deployment();
            unusable = null;
        } catch (UnusableModelException e) {
            unusable = e;
            LOG.error("A model of {} cannot be given to anybody; the one before it stays", pipeline, e);
        }
    }

    private boolean give(Model model) throws Exception {
        listener.onModel(model);
        return true;
    }

    /// Ends it; a listener that is being called is waited for, 10 seconds at most. A listener may call it.
    @Override
    public void close() {
        repetition.end();
        topic.wakeUp();
        artifacts.wakeUp();
        if (!Thread.currentThread().equals(thread)) {
            join();
        }
    }

    private void join() {
        try {
            if (!thread.join(PATIENCE)) {
                LOG.warn("The listener of {} is still busy after {}: left behind", pipeline, PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
