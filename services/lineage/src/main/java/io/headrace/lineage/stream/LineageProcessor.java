package io.headrace.lineage.stream;

import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.Patience;
import io.headrace.kernel.stream.DeadLetter;
import io.headrace.kernel.stream.Origin;
import io.headrace.kernel.stream.Received;
import io.headrace.kernel.stream.RecordReader;
import io.headrace.lineage.stream.RunFold.Told;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Folds each record, and puts aside what it cannot take. A server that is away is waited for.
final class LineageProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Logger LOGGER = LoggerFactory.getLogger(LineageProcessor.class);

    private final KafkaAddress kafka;
    private final RecordReader reader;
    private final RunFold fold;
    private final Patience patience;
    private @Nullable ProcessorContext<byte[], byte[]> context;

    LineageProcessor(KafkaAddress kafka, RecordReader reader, RunFold fold, Patience patience) {
        this.kafka = kafka;
        this.reader = reader;
        this.fold = fold;
        this.patience = patience;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        MDC.put("service", LineageTopology.SERVICE); // the thread works for no other
        this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        ProcessorContext<byte[], byte[]> context = Objects.requireNonNull(this.context, "init was not called");
        Origin origin = Origin.of(kafka, context.recordMetadata().orElseThrow());
        List<Told> told;
        try {
            told = patience.insist(() -> fold(origin, message));
        } catch (RuntimeException e) {
            if (e instanceof Patience.Stopped || Patience.isTransient(e)) {
                throw e;
            }
            LOGGER.warn("lineage cannot take {} and puts it aside: {}", origin, e.toString());
            Headers headers = DeadLetter.headers(message.headers(), origin, message.timestamp(), e);
            context.forward(
                    message.withHeaders(headers).withTimestamp(context.currentSystemTimeMs()),
                    LineageTopology.DEAD_LETTERS);
            return;
        }
        told.forEach(one ->
                context.forward(new Record<>(one.key(), one.value(), one.time(), one.headers()), LineageTopology.TELL));
    }

    private List<Told> fold(Origin origin, Record<byte[], byte[]> message) {
        Optional<Received> received =
                reader.read(origin, message.key(), message.value(), message.headers(), message.timestamp());
        return received.map(fold::of).orElse(List.of());
    }
}
