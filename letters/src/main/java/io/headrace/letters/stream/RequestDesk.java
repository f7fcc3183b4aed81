package io.headrace.letters.stream;

import io.headrace.kernel.Unavailable;
import io.headrace.kernel.shell.Cause;
import io.headrace.kernel.shell.DecisionShell;
import io.headrace.kernel.shell.Input;
import io.headrace.kernel.shell.Position;
import io.headrace.kernel.stream.DeadLetter;
import io.headrace.kernel.stream.LetterDesk;
import io.headrace.kernel.stream.LetterWork;
import io.headrace.kernel.stream.Received;
import io.headrace.kernel.stream.Received.ChangedRow;
import io.headrace.kernel.topics.TopicSpec;
import io.headrace.letters.core.Asked;
import io.headrace.letters.core.LetterCommand;
import io.headrace.letters.core.LetterCommand.Discard;
import io.headrace.letters.core.LetterCommand.Miss;
import io.headrace.letters.core.LetterCommand.Replay;
import io.headrace.letters.core.LetterDecider;
import io.headrace.schemas.Topics;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads requests about the letters of one service, and decides each in one transaction.
public final class RequestDesk implements LetterDesk {

    private static final Logger LOGGER = LoggerFactory.getLogger(RequestDesk.class);

    private final Site site;
    private final LetterWork work;

    public RequestDesk(Site site, LetterWork work) {
        this.site = site;
        this.work = work;
    }

    @Override
    public String name() {
        return LetterDesk.name(site.service());
    }

    @Override
    public TopicSpec requests() {
        return TopicSpec.kept(Topics.REQUEST_ROWS, 1);
    }

    @Override
    public void take(Received received, Supplier<Position> position) {
        if (received instanceof ChangedRow row) {
            LetterRequest.of(row)
                    .filter(request -> request.service().equals(site.service()))
                    .ifPresent(request -> settle(request, row, position.get()));
        }
    }

    private void settle(LetterRequest request, ChangedRow row, Position position) {
        try {
            Optional<ConsumerRecord<byte[], byte[]>> letter = site.patience().insist(() -> find(request.offset()));
            LetterBinding binding = new LetterBinding(name(), site, work, letter);
            new DecisionShell<>(site.database(), binding, site.avro(), site.patience(), site.spans())
                    .decide(position, List.of(input(request, letter.map(DeadLetter::read), row)));
        } catch (RuntimeException e) {
            if (site.patience().isStopped()) {
                // It is read again after the next start.
                throw e;
            }
            // A fault of ours: the next request must not wait for this one.
            LOGGER.error("{} cannot answer the request {}", name(), request, e);
        }
    }

    private Optional<ConsumerRecord<byte[], byte[]>> find(long offset) {
        try {
            return site.records().find(new TopicPartition(DeadLetter.topic(site.service()), 0), offset);
        } catch (RetriableException e) {
            throw new Unavailable("the letters of %s cannot be read".formatted(site.service()), e);
        }
    }

    private static Input<LetterCommand> input(LetterRequest request, Optional<DeadLetter> letter, ChangedRow row) {
        String name = "%s@%d".formatted(request.service(), request.offset());
        Asked asked = new Asked(
                request.id(),
                name,
                request.service(),
                letter.map(DeadLetter::origin).orElse(""),
                request.reason(),
                request.by());
        LetterCommand command = letter.isEmpty()
                ? new Miss(asked, request.kind())
                : request.kind().equals(LetterDecider.REPLAY) ? new Replay(asked) : new Discard(asked);
        return new Input<>(letter.map(DeadLetter::id).orElse(name), Cause.of(request.id(), row.time()), command);
    }
}
