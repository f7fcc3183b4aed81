package io.headrace.kernel.stream;

import io.headrace.kernel.Patience;
import io.headrace.kernel.shell.DecisionShell;
import io.headrace.kernel.shell.Due;
import io.headrace.kernel.shell.Input;
import io.headrace.kernel.shell.Timers;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads records and hands what they ask for to the shell.
///
/// It keeps nothing itself: after a crash it reads some records again and the shell knows them.
/// What cannot be read goes to the dead letters, with its place and the reason, and the task goes
/// on.
final class DecisionProcessor<C> implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Logger LOGGER = LoggerFactory.getLogger(DecisionProcessor.class);

    /// What the processor needs of its service.
    record Desk<C>(
            String service,
            DecisionShell<C, ?, ?> shell,
            RecordReader reader,
            Function<Received, List<Input<C>>> inputs,
            TopicIds topicIds,
            Patience patience) {}

    private final Desk<C> desk;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable Timers timers;

    DecisionProcessor(Desk<C> desk) {
        this.desk = desk;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        Timers timers = new Timers(desk.service(), desk.shell()::fire, InstantSource.system());
        timers.set(desk.shell().deadlines());
        this.timers = timers;
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        ProcessorContext<byte[], byte[]> context = Objects.requireNonNull(this.context, "init was not called");
        RecordMetadata place = context.recordMetadata().orElseThrow();
        Origin origin = new Origin(place.topic(), place.partition(), place.offset());
        List<Input<C>> inputs;
        try {
            inputs = desk.patience().insist(() -> inputs(origin, message));
        } catch (Patience.Stopped e) {
            throw e;
        } catch (RuntimeException e) {
            LOGGER.warn("{} cannot read {} and puts it aside: {}", desk.service(), origin, e.toString());
            context.forward(message.withHeaders(DeadLetter.headers(message.headers(), origin, message.timestamp(), e))
                    .withTimestamp(context.currentSystemTimeMs()));
            return;
        }
        if (!inputs.isEmpty()) {
            List<Due> dues = desk.shell()
                    .decide(desk.patience().insist(() -> desk.topicIds().position(origin)), inputs);
            Objects.requireNonNull(timers, "init was not called").set(dues);
        }
    }

    @Override
    public void close() {
        if (timers != null) {
            timers.close();
        }
    }

    private List<Input<C>> inputs(Origin origin, Record<byte[], byte[]> message) {
        Optional<Received> received =
                desk.reader().read(origin, message.key(), message.value(), message.headers(), message.timestamp());
        return received.map(desk.inputs()).orElse(List.of());
    }
}
