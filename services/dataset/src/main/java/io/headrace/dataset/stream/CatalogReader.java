package io.headrace.dataset.stream;

import io.headrace.events.ModelDeployed;
import io.headrace.events.PipelineAccepted;
import io.headrace.events.PipelineDeleted;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.stream.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Feeds the [PipelineCatalog] from a global topic, which is read from its beginning at every start.
final class CatalogReader implements Processor<byte[], byte[], Void, Void> {

    private static final Logger LOGGER = LoggerFactory.getLogger(CatalogReader.class);

    private final KafkaAddress kafka;
    private final Wire wire;
    private final PipelineCatalog catalog;
    private @Nullable ProcessorContext<Void, Void> context;

    CatalogReader(KafkaAddress kafka, Wire wire, PipelineCatalog catalog) {
        this.kafka = kafka;
        this.wire = wire;
        this.catalog = catalog;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            IndexedRecord event = wire.decode(record.value());
            switch (event) {
                case PipelineAccepted accepted -> catalog.take(accepted, origin(record));
                case PipelineDeleted deleted -> catalog.take(deleted);
                case ModelDeployed deployed -> catalog.take(deployed);
                case IndexedRecord other -> LOGGER.trace("{} is of no concern", other);
            }
        } catch (UnreadableRecord e) {
            LOGGER.error("an event is left out, for it cannot be read: {}: {}", where(), e.getMessage());
        }
    }

    private String origin(Record<byte[], byte[]> record) {
        Header id = record.headers().lastHeader("ce_id");
        return id == null ? where() : new String(id.value(), StandardCharsets.UTF_8);
    }

    private String where() {
        return Objects.requireNonNull(context)
                .recordMetadata()
                .map(at -> Origin.of(kafka, at).toString())
                .orElse("");
    }
}
