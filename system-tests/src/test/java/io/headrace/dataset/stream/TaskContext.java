package io.headrace.dataset.stream;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// What the processors ask of Kafka Streams.
public final class TaskContext {

    private final int partition;
    private final InstantSource clock;
    private final Consumer<Record<?, ?>> forward;
    private final Runnable commit;
    private final Map<String, StateStore> stores = new TreeMap<>();
    private @Nullable Punctuator punctuator;
    private @Nullable RecordMetadata at;

    TaskContext(int partition, InstantSource clock, Consumer<Record<?, ?>> forward, Runnable commit) {
        this.partition = partition;
        this.clock = clock;
        this.forward = forward;
        this.commit = commit;
    }

    private record Place(String topic, int partition, long offset) implements RecordMetadata {}

    void add(String name, StateStore store) {
        stores.put(name, store);
    }

    void comesFrom(ConsumerRecord<byte[], byte[]> message) {
        at = new Place(message.topic(), message.partition(), message.offset());
    }

    void punctuate() {
        if (punctuator != null) {
            punctuator.punctuate(currentSystemTimeMs());
        }
    }

    public TaskId taskId() {
        return new TaskId(0, partition);
    }

    public Optional<RecordMetadata> recordMetadata() {
        return Optional.ofNullable(at);
    }

    public StateStore getStateStore(String name) {
        StateStore store = stores.get(name);
        if (store == null) {
            throw new IllegalStateException("the simulation's task has no store " + name);
        }
        return store;
    }

    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator punctuator) {
        this.punctuator = punctuator;
        return () -> {};
    }

    public void forward(Record<?, ?> record) {
        forward.accept(record);
    }

    public void commit() {
        commit.run();
    }

    public long currentSystemTimeMs() {
        return clock.instant().toEpochMilli();
    }
}
