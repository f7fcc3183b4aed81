package io.headrace.letters.stream;

import io.headrace.events.LetterDiscarded;
import io.headrace.events.LetterKept;
import io.headrace.events.LetterReplayed;
import io.headrace.events.RequestAnswered;
import io.headrace.kernel.Patience;
import io.headrace.kernel.decider.Decider;
import io.headrace.kernel.shell.DeciderBinding;
import io.headrace.kernel.shell.OutboxMessage;
import io.headrace.kernel.stream.DeadLetter;
import io.headrace.kernel.stream.LetterDesk;
import io.headrace.kernel.stream.LetterWork;
import io.headrace.kernel.stream.Origin;
import io.headrace.letters.core.Asked;
import io.headrace.letters.core.Letter;
import io.headrace.letters.core.LetterCommand;
import io.headrace.letters.core.LetterCommand.Finish;
import io.headrace.letters.core.LetterCommand.Keep;
import io.headrace.letters.core.LetterDecider;
import io.headrace.letters.core.LetterEvent;
import io.headrace.letters.core.LetterEvent.ReplayBegun;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// How the rules of letters meet the outbox and the work of the service, for one letter.
///
/// @param service the desk's name: states and progress are kept under it
/// @param message as it stands among the dead letters; empty: there is none
record LetterBinding(
        String service, LetterDesk.Site site, LetterWork work, Optional<ConsumerRecord<byte[], byte[]>> message)
        implements DeciderBinding<LetterCommand, Letter, LetterEvent> {

    private static final String TOPIC = "letter";

    @Override
    public Decider<LetterCommand, Letter, LetterEvent> decider() {
        return new LetterDecider();
    }

    @Override
    public Class<Letter> stateType() {
        return Letter.class;
    }

    @Override
    public List<Schema> schemas() {
        return List.of(
                LetterReplayed.getClassSchema(),
                LetterDiscarded.getClassSchema(),
                LetterKept.getClassSchema(),
                RequestAnswered.getClassSchema());
    }

    @Override
    public List<OutboxMessage> outbox(String letter, LetterEvent event, Connection tx) {
        return LetterMessages.message(letter, event).map(message -> new OutboxMessage(TOPIC, letter, message)).stream()
                .toList();
    }

    @Override
    public Optional<LetterCommand> after(String letter, LetterEvent event, Connection tx) throws SQLException {
        return switch (event) {
            case ReplayBegun(Asked asked) -> Optional.of(replay(asked, tx));
            case LetterEvent.LetterReplayed _,
                    LetterEvent.LetterDiscarded _,
                    LetterEvent.LetterKept _,
                    LetterEvent.RequestAnswered _ -> Optional.empty();
        };
    }

    private LetterCommand replay(Asked asked, Connection tx) throws SQLException {
        Optional<ConsumerRecord<byte[], byte[]>> original = message.flatMap(DeadLetter::original);
        if (original.isEmpty()) {
            return new Keep(asked, "it does not say where its record stood; discard it");
        }
        Savepoint before = tx.setSavepoint();
        try {
            Optional<String> refusal = work.take(tx, original.get(), untaken(tx));
            if (refusal.isEmpty()) {
                return new Finish(asked);
            }
            tx.rollback(before);
            return new Keep(asked, refusal.get());
        } catch (RuntimeException | SQLException e) {
            if (site.patience().isStopped() || Patience.isTransient(e)) {
                throw e;
            }
            tx.rollback(before);
            return new Keep(asked, e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private Untaken untaken(Connection tx) {
        Origin place = message.map(DeadLetter::read).orElseThrow().place();
        return new Untaken(site, service, place, tx);
    }
}
