package io.headrace.dataset.stream;

import io.headrace.dataset.core.Horizon;
import io.headrace.dataset.core.Part;
import io.headrace.dataset.stream.Applied.Buried;
import io.headrace.dataset.stream.Applied.Told;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.stream.DeadLetter;
import io.headrace.kernel.trace.Spans;
import io.headrace.schemas.RowHistory;
import io.headrace.schemas.Topics;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// Wires processors: rows → [RowApplier] → [CutMerge] → dataset versions.
///
/// With one partition the merge is the applier's child, so that a cut takes one commit. With more, parts take an
/// internal topic of one partition, and a second commit.
public final class DatasetTopology {

    /// Records that could not be read.
    public static final String DEAD_LETTERS = DeadLetter.topic("dataset");

    /// The store of the rows, as they lie in the table.
    public static final String ROWS = RowApplier.ROWS;

    private static final Serde<byte[]> BYTES = Serdes.ByteArray();

    private final String source;
    private final int partitions;
    private final RowHistory history;
    private final Horizon horizon;
    private final Wire wire;
    private final DatasetProgress progress;
    private final Spans spans;
    private final PipelineCatalog catalog;

    /// @param partitions of the source's row topics
    /// @param history of theirs
    public DatasetTopology(
            String source, int partitions, RowHistory history, Wire wire, DatasetProgress progress, Spans spans) {
        this.source = source;
        this.partitions = partitions;
        this.history = history;
        this.horizon = new Horizon(history.horizon());
        this.wire = wire;
        this.progress = progress;
        this.spans = spans;
        this.catalog = new PipelineCatalog(source);
    }

    /// The topology over the topics of an installation.
    ///
    /// @param kafka what the topics' names begin with there
    public Topology build(KafkaAddress kafka) {
        StreamsBuilder builder = new StreamsBuilder();
        addCatalog(builder, kafka, "pipelines", Topics.PIPELINE);
        addCatalog(builder, kafka, "champions", Topics.DEPLOYMENT);
        addStores(builder);
        KStream<byte[], Applied> applied = builder.stream(
                        rows(kafka), Consumed.with(BYTES, BYTES).withName("read"))
                .process(
                        () -> new RowApplier(kafka, wire, catalog, horizon, progress, Slice::lasting),
                        Named.as("apply"),
                        RowApplier.ROWS,
                        RowApplier.STATE,
                        RowApplier.COMMIT);
        applied.flatMapValues(DatasetTopology::deadLetter, Named.as("unreadable"))
                .to(kafka.named(DEAD_LETTERS), Produced.with(BYTES, BYTES).withName("bury"));
        KStream<byte[], Part> parts = applied.flatMapValues(DatasetTopology::part, Named.as("parts"));
        if (partitions > 1) {
            parts = parts.repartition(
                    Repartitioned.with(BYTES, new PartSerde()).withName("parts").withNumberOfPartitions(1));
        }
        parts.process(
                        () -> new CutMerge(wire, source, partitions, horizon, progress, spans),
                        Named.as("merge"),
                        CutMerge.STATE,
                        CutMerge.COMMIT)
                .to(kafka.named(Topics.DATASET), Produced.with(BYTES, BYTES).withName("announce"));
        return builder.build();
    }

    /// The empty topic of as many partitions as the source's row topics; there is none where they have one.
    public static String width(String source) {
        return "headrace-dataset-" + source + "-width";
    }

    /// The topics of the source: its list of cuts, one for each table, and how wide these are.
    private Pattern rows(KafkaAddress kafka) {
        String beginning = Pattern.quote(kafka.named("cdc." + source + "."));
        return Pattern.compile(beginning + "(cuts|[^.]+\\.[^.]+)|" + Pattern.quote(kafka.named(width(source))));
    }

    private void addCatalog(StreamsBuilder builder, KafkaAddress kafka, String name, String topic) {
        StoreBuilder<KeyValueStore<byte[], byte[]>> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), BYTES, BYTES)
                .withLoggingDisabled();
        builder.addGlobalStore(
                store, kafka.named(topic), Consumed.with(BYTES, BYTES), () -> new CatalogReader(kafka, wire, catalog));
    }

    private void addStores(StreamsBuilder builder) {
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(RowApplier.ROWS), Serdes.Bytes(), BYTES)
                        .withLoggingEnabled(history.settings()));
        builder.addStateStore(state(RowApplier.STATE));
        builder.addStateStore(AtCommit.builder(RowApplier.COMMIT));
        builder.addStateStore(state(CutMerge.STATE));
        builder.addStateStore(AtCommit.builder(CutMerge.COMMIT));
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> state(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), BYTES);
    }

    private static List<Part> part(Applied applied) {
        return switch (applied) {
            case Told told -> List.of(told.part());
            case Buried letter -> List.of();
        };
    }

    private static List<byte[]> deadLetter(Applied applied) {
        return switch (applied) {
            case Told told -> List.of();
            case Buried letter -> List.of(letter.value());
        };
    }
}
