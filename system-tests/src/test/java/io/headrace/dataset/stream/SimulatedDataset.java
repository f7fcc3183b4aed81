package io.headrace.dataset.stream;

import io.headrace.dataset.core.Horizon;
import io.headrace.dataset.stream.Applied.Buried;
import io.headrace.dataset.stream.Applied.Told;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.trace.Spans;
import io.headrace.schemas.Topics;
import io.headrace.simulation.Dice;
import io.headrace.simulation.Hazard;
import io.headrace.simulation.Partial;
import io.headrace.simulation.log.Log;
import io.headrace.simulation.log.Log.Place;
import io.headrace.simulation.log.LogProducer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/// One life of the dataset application: the processors of [DatasetTopology] and all that they do; simulated is Kafka
/// Streams, exactly-once and in one thread: offsets, stores and records of all tasks count together or not at all.
public final class SimulatedDataset {

    private static final byte[] NO_KEY = {};
    private static final KafkaAddress KAFKA = KafkaAddress.at("nowhere:1");

    private final Source source;
    private final Log log;
    private final Dice dice;
    private final Saved saved;
    private final LogProducer producer;
    private final PipelineCatalog catalog;
    private final CatalogReader catalogReader;
    private final List<RowTask> rowTasks = new ArrayList<>();
    private final CutMerge merge;
    private final TaskContext mergeContext;
    private final AtCommit mergeCommit = AtCommit.builder(CutMerge.COMMIT).build();
    private final TaskStore<String> mergeStore;
    private final SortedMap<Place, Long> next;
    private final SortedMap<Place, Long> catalogNext = new TreeMap<>();
    private boolean isCommitWanted;
    private boolean isOpen;
    private boolean hasWorked;

    /// What is captured, in how many partitions, by topic.
    public record Source(String name, int partitions, List<String> tables) {

        /// The topic between the partitions and the merge.
        public String parts() {
            return "headrace-dataset-%s-parts".formatted(name);
        }

        String application() {
            return "headrace-dataset-" + name;
        }
    }

    /// What counts, whichever life wrote it.
    public static final class Saved {
        private final List<TreeMap<Bytes, byte[]>> rows = new ArrayList<>();
        private final List<TreeMap<String, byte[]>> states = new ArrayList<>();
        private final TreeMap<String, byte[]> merge = new TreeMap<>();
        private final TreeMap<Place, Long> offsets = new TreeMap<>();

        public Saved(int partitions) {
            for (int i = 0; i < partitions; i++) {
                rows.add(new TreeMap<>());
                states.add(new TreeMap<>());
            }
        }
    }

    private record RowTask(
            RowApplier applier, TaskContext context, AtCommit commit, TaskStore<Bytes> rows, TaskStore<String> state) {}

    /// What a life has for itself.
    public record Life(Dice dice, InstantSource clock, Hazard hazard) {}

    /// Fences every other copy, reads the catalogue to its end and takes up what counts.
    public SimulatedDataset(Source source, Wire wire, Log log, Saved saved, Life life) {
        this.source = source;
        this.log = log;
        this.dice = life.dice();
        this.saved = saved;
        this.producer = log.producer(source.application(), life.hazard());
        producer.initTransactions();
        this.next = new TreeMap<>(saved.offsets);
        if (dice.onceIn(3)) {
            next.replaceAll((place, offset) -> handedBack(offset));
        }
        this.catalog = new PipelineCatalog(source.name());
        this.catalogReader = new CatalogReader(KAFKA, wire, catalog);
        TaskContext global = new TaskContext(0, life.clock(), record -> {}, () -> {});
        catalogReader.init(context(global));
        catalogNext.put(new Place(Topics.PIPELINE, 0), 0L);
        catalogNext.put(new Place(Topics.DEPLOYMENT, 0), 0L);
        catalogNext.keySet().forEach(place -> readCatalog(place, global, Integer.MAX_VALUE));
        DatasetProgress progress = new DatasetProgress();
        this.mergeContext = new TaskContext(0, life.clock(), this::announce, () -> isCommitWanted = true);
        this.mergeStore = new TaskStore<>(saved.merge);
        mergeContext.add(CutMerge.STATE, store(mergeStore));
        mergeContext.add(CutMerge.COMMIT, mergeCommit);
        this.merge = new CutMerge(wire, source.name(), source.partitions(), Horizon.NONE, progress, Spans.NONE);
        merge.init(context(mergeContext));
        for (int partition = 0; partition < source.partitions(); partition++) {
            rowTasks.add(rowTask(partition, wire, progress, life.clock()));
        }
        if (source.partitions() > 1) {
            next.putIfAbsent(new Place(source.parts(), 0), 0L);
        }
        next.putIfAbsent(new Place(Topics.cuts(source.name()), 0), 0L);
    }

    private RowTask rowTask(int partition, Wire wire, DatasetProgress progress, InstantSource clock) {
        TaskContext context = new TaskContext(partition, clock, this::tell, () -> isCommitWanted = true);
        AtCommit commit = AtCommit.builder(RowApplier.COMMIT).build();
        TaskStore<Bytes> rows = new TaskStore<>(saved.rows.get(partition));
        TaskStore<String> state = new TaskStore<>(saved.states.get(partition));
        context.add(RowApplier.ROWS, store(rows));
        context.add(RowApplier.STATE, store(state));
        context.add(RowApplier.COMMIT, commit);
        RowApplier applier = new RowApplier(KAFKA, wire, catalog, Horizon.NONE, progress, ns -> slice());
        applier.init(context(context));
        source.tables().forEach(topic -> next.putIfAbsent(new Place(topic, partition), 0L));
        return new RowTask(applier, context, commit, rows, state);
    }

    /// A coordinator that has just been loaded may know an earlier place than the one that was committed.
    private long handedBack(long offset) {
        return dice.onceIn(2) ? offset : dice.between(0, Math.toIntExact(offset));
    }

    /// So many rows as chance gives.
    private Slice slice() {
        int[] left = {dice.onceIn(4) ? 1_000 : dice.between(1, 12)};
        return () -> --left[0] <= 0;
    }

    /// Takes a record, if there is one; what it did.
    public Optional<String> read() {
        List<Place> ready = next.entrySet().stream()
                .filter(at -> log.hasMore(at.getKey(), at.getValue()))
                .map(at -> at.getKey())
                .toList();
        if (ready.isEmpty()) {
            return Optional.empty();
        }
        Place place = dice.pick(ready);
        ConsumerRecord<byte[], byte[]> message =
                log.read(place, Objects.requireNonNull(next.get(place)), 1).getFirst();
        hasWorked = true;
        if (place.topic().equals(source.parts())) {
            mergeContext.comesFrom(message);
            merge.process(new Record<>(NO_KEY, PartSerde.part(message.value()), message.timestamp()));
        } else {
            RowTask task = rowTasks.get(place.partition());
            task.context().comesFrom(message);
            task.applier()
                    .process(new Record<>(message.key(), message.value(), message.timestamp(), message.headers()));
        }
        next.put(place, message.offset() + 1);
        return Optional.of("%s@%d".formatted(place, message.offset()));
    }

    /// The work that no record asks for.
    public void punctuate() {
        int task = dice.below(rowTasks.size() + 1);
        if (task < rowTasks.size()) {
            rowTasks.get(task).context().punctuate();
        } else {
            mergeContext.punctuate();
        }
    }

    /// Takes one record of the catalogue, if there is one.
    public Optional<String> readCatalog() {
        TaskContext nowhere = new TaskContext(0, InstantSource.system(), record -> {}, () -> {});
        for (Place place : catalogNext.keySet()) {
            if (readCatalog(place, nowhere, 1) > 0) {
                return Optional.of("catalogue: " + place);
            }
        }
        return Optional.empty();
    }

    /// Whether Streams was asked to commit.
    public boolean wantsCommit() {
        return isCommitWanted;
    }

    /// Commits all that was done since the last commit; whether that was more than upkeep.
    public boolean commit() {
        boolean worked = hasWorked || isOpen;
        hasWorked = false;
        isCommitWanted = false;
        begin();
        rowTasks.forEach(task -> task.commit().flushCache());
        mergeCommit.flushCache();
        isOpen = false;
        producer.commit(() -> {
            rowTasks.forEach(task -> {
                task.rows().commit();
                task.state().commit();
            });
            mergeStore.commit();
            saved.offsets.putAll(next);
        });
        return worked;
    }

    private int readCatalog(Place place, TaskContext context, int most) {
        List<ConsumerRecord<byte[], byte[]>> messages =
                log.read(place, Objects.requireNonNull(catalogNext.get(place)), most);
        for (ConsumerRecord<byte[], byte[]> message : messages) {
            context.comesFrom(message);
            catalogReader.process(new Record<>(message.key(), message.value(), message.timestamp(), message.headers()));
            catalogNext.put(place, message.offset() + 1);
        }
        return messages.size();
    }

    private void begin() {
        if (!isOpen) {
            producer.beginTransaction();
            isOpen = true;
        }
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        begin();
        var _ = producer.send(record);
    }

    private void tell(Record<?, ?> record) {
        switch (record.value()) {
            case Told told
            when source.partitions() > 1 ->
                send(new ProducerRecord<>(source.parts(), 0, NO_KEY, PartSerde.bytes(told.part())));
            case Told told -> merge.process(new Record<>(NO_KEY, told.part(), record.timestamp()));
            case Buried letter -> throw new IllegalStateException("a record goes to the dead letters: " + letter);
            default -> throw new IllegalStateException("unexpected " + record);
        }
    }

    private void announce(Record<?, ?> record) {
        send(new ProducerRecord<>(
                Topics.DATASET, 0, record.timestamp(), (byte[]) record.key(), (byte[]) record.value()));
    }

    @SuppressWarnings("unchecked") // The proxy takes what the processor sends.
    private static <K, V> ProcessorContext<K, V> context(TaskContext context) {
        return Partial.as(ProcessorContext.class, context);
    }

    private static StateStore store(TaskStore<?> store) {
        return Partial.as(KeyValueStore.class, store);
    }
}
