package io.headrace.kernel.stream;

import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.Patience;
import io.headrace.kernel.shell.DecisionShell;
import io.headrace.kernel.shell.Input;
import io.headrace.kernel.shell.Position;
import io.headrace.kernel.shell.Timers;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Reads records and hands what they ask for to the shell.
///
/// It keeps nothing itself: after a crash it reads some records again and the shell knows them.
/// What cannot be read or decided goes to the dead letters, with its place and the reason, and the task goes
/// on.
final class DecisionProcessor<C> implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Logger LOGGER = LoggerFactory.getLogger(DecisionProcessor.class);

    /// What the processor needs of its service.
    record Desk<C>(
            String service,
            KafkaAddress kafka,
            DecisionShell<C, ?, ?> shell,
            RecordReader reader,
            Function<Received, List<Input<C>>> inputs,
            TopicIds topicIds,
            LetterDesk letters,
            Patience patience) {}

    private final Desk<C> desk;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable Timers timers;

    DecisionProcessor(Desk<C> desk) {
        this.desk = desk;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        MDC.put("service", desk.service()); // the thread works for no other
        this.context = context;
        Timers timers = new Timers(desk.service(), desk.shell()::fire, InstantSource.system());
        timers.set(desk.shell().deadlines());
        this.timers = timers;
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        ProcessorContext<byte[], byte[]> context = Objects.requireNonNull(this.context, "init was not called");
        Origin origin = Origin.of(desk.kafka(), context.recordMetadata().orElseThrow());
        Optional<Received> received = Optional.empty();
        try {
            received = desk.patience().insist(() -> read(origin, message));
            decide(origin, received);
        } catch (RuntimeException e) {
            if (!isAboutTheRecord(e)) {
                throw e;
            }
            LOGGER.warn("{} cannot take {} and puts it aside: {}", desk.service(), origin, e.toString());
            context.forward(message.withHeaders(DeadLetter.headers(message.headers(), origin, message.timestamp(), e))
                    .withTimestamp(context.currentSystemTimeMs()));
        }
        received.filter(asked -> origin.topic().equals(desk.letters().requests().name()))
                .ifPresent(asked -> settle(asked, origin));
    }

    private void decide(Origin origin, Optional<Received> received) {
        List<Input<C>> inputs =
                desk.patience().insist(() -> received.map(desk.inputs()).orElse(List.of()));
        if (!inputs.isEmpty()) {
            timers().set(desk.shell().decide(position(origin), inputs));
        }
    }

    /// A letter that is replayed may set a deadline.
    private void settle(Received asked, Origin origin) {
        desk.letters().take(asked, () -> position(origin));
        timers().set(desk.shell().deadlines());
    }

    private Position position(Origin origin) {
        return desk.patience().insist(() -> desk.topicIds().position(origin));
    }

    /// Whether another record may fare better. What a server says of anything but values is not about the record.
    private static boolean isAboutTheRecord(RuntimeException failure) {
        if (failure instanceof Patience.Stopped || Patience.isTransient(failure)) {
            return false;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Patience.isAboutValues(sql);
            }
        }
        return true;
    }

    private Timers timers() {
        return Objects.requireNonNull(timers, "init was not called");
    }

    @Override
    public void close() {
        if (timers != null) {
            timers.close();
        }
    }

    private Optional<Received> read(Origin origin, Record<byte[], byte[]> message) {
        return desk.reader().read(origin, message.key(), message.value(), message.headers(), message.timestamp());
    }
}
