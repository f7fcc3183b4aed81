package io.headrace.capture.stream;

import io.headrace.capture.core.CaptureState;
import io.headrace.capture.rows.RowEncoder;
import io.headrace.capture.rows.SchemaIds;
import io.headrace.events.Cut;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.trace.Spans;
import io.headrace.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// The transactional producer of one engine.
final class TopicWriter implements AutoCloseable {

    /// Longer than any load should take; below the broker's `transaction.max.timeout.ms` of 15 minutes.
    private static final Duration TRANSACTION_LIMIT = Duration.ofMinutes(14);

    private static final int LARGEST_RECORD = 64 << 20;

    private final Producer<byte[], byte[]> producer;
    private final KafkaAddress kafka;
    private final StateCodec codec = new StateCodec();
    private final SpecificDatumWriter<Cut> cuts = new SpecificDatumWriter<>(Cut.class);
    private final EngineSpec spec;
    private final SchemaIds ids;
    private final SentSpans sent;
    private @Nullable Integer cutSchema;
    private boolean open;

    /// @param producer with the engine's identity as its `transactional.id`
    TopicWriter(Producer<byte[], byte[]> producer, KafkaAddress kafka, EngineSpec spec, SchemaIds ids, Spans spans) {
        this.producer = producer;
        this.kafka = kafka;
        this.spec = spec;
        this.ids = ids;
        this.sent = new SentSpans(spans, spec.source());
    }

    static TopicWriter open(KafkaAddress kafka, EngineSpec spec, SchemaIds ids, Spans spans) {
        Map<String, Object> settings = kafka.client();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, kafka.named(spec.identity()));
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, kafka.named(spec.identity()));
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION_LIMIT.toMillis());
        // A commit sends what lingers; what does not linger goes out record by record.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 100);
        // A transaction right behind another meets its markers: not a fault, and over in a millisecond or two.
        settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 2);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) LARGEST_RECORD);
        return new TopicWriter(
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()),
                kafka,
                spec,
                ids,
                spans);
    }

    /// Ends what an older producer of the same engine has begun, and keeps it from writing any more.
    void fence() {
        producer.initTransactions();
    }

    /// Begins a Kafka transaction, unless one is open.
    void begin() {
        if (!open) {
            producer.beginTransaction();
            open = true;
        }
    }

    void commit() {
        producer.commitTransaction();
        open = false;
        sent.committed();
    }

    void abort() {
        if (open) {
            producer.abortTransaction();
            open = false;
            sent.aborted();
        }
    }

    void row(String topic, int partition, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
        send(topic, partition, key, value, headers);
    }

    /// Writes a record that is no row. It has a key, since a compacted topic takes none without, and a value, since
    /// the last one of its kind must stay.
    ///
    /// @param kind the header that makes it one
    void mark(String topic, int partition, String kind, List<Header> headers) {
        row(topic, partition, kind.getBytes(StandardCharsets.UTF_8), new byte[0], headers);
    }

    void event(Entry.Event event) {
        List<Header> headers = new ArrayList<>();
        event.headers()
                .forEach((name, text) -> headers.add(new RecordHeader(name, text.getBytes(StandardCharsets.UTF_8))));
        send(event.topic(), 0, event.key(), event.payload(), headers);
    }

    /// An event that has just come out of the outbox.
    ///
    /// @param micros when it was committed, since the epoch
    void event(Entry.Event event, long micros) {
        event(event);
        sent.event(event, micros);
    }

    void state(CaptureState state) {
        byte[] key = spec.identity().getBytes(StandardCharsets.UTF_8);
        send(StateStore.TOPIC, 0, key, codec.encode(state), List.of());
    }

    /// Lists a cut.
    void cut(CaptureState state, long commitLsn, long micros) {
        Cut cut = new Cut(
                spec.source(),
                state.server().systemId(),
                state.lastCut(),
                commitLsn,
                Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
        String topic = Topics.cuts(spec.source());
        if (cutSchema == null) {
            cutSchema = ids.idOf(topic + "-value", Cut.getClassSchema());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(RowEncoder.head(cutSchema));
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            cuts.write(cut, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        send(topic, 0, null, bytes.toByteArray(), List.of());
        sent.cut(state, micros);
    }

    /// A send that fails makes the commit throw, so its future need not be asked.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(
            String topic, int partition, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
        producer.send(new ProducerRecord<>(kafka.named(topic), partition, null, key, value, headers));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
