package io.headrace.kernel.stream;

import io.headrace.kernel.Patience;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.shell.Agenda;
import io.headrace.kernel.shell.DeciderBinding;
import io.headrace.kernel.shell.DecisionShell;
import io.headrace.kernel.shell.Due;
import io.headrace.kernel.shell.Input;
import io.headrace.kernel.shell.Position;
import io.headrace.kernel.trace.Spans;
import io.headrace.simulation.Dice;
import io.headrace.simulation.log.Log;
import io.headrace.simulation.log.Log.Place;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// One life of a deciding service: [DecisionProcessor] and its timers without threads. Reading, routing, the shell with
/// its SQL, the decider and the agenda of timers are the real ones; simulated are Kafka, PostgreSQL and the clock.
public final class SimulatedDecider<C> {

    private final String service;
    private final Routes<C> routes;
    private final DecisionShell<C, ?, ?> shell;
    private final RecordReader reader;
    private final Log log;
    private final Dice dice;
    private final InstantSource clock;
    private final Agenda agenda = new Agenda();
    private final SortedMap<Place, Long> next;
    private boolean knowsDeadlines;

    /// Begins where the group was when it last said so.
    public SimulatedDecider(Desk<C> desk, AvroCodec avro, Log log, Life life) {
        this.service = desk.service();
        this.routes = desk.routes();
        this.shell = desk.shell();
        this.reader = new RecordReader(avro);
        this.log = log;
        this.dice = life.dice();
        this.clock = life.clock();
        this.next = log.offsets(service);
        routes.topics().forEach(topic -> next.putIfAbsent(new Place(topic, 0), 0L));
    }

    /// What all copies of a service have in common, since none of it remembers anything.
    public record Desk<C>(String service, Routes<C> routes, DecisionShell<C, ?, ?> shell) {

        public static <C> Desk<C> of(
                DeciderBinding<C, ?, ?> binding, Routes<C> routes, DataSource database, AvroCodec avro) {
            // Nobody waits in virtual time: what waiting could cure is tried again by a later step.
            Patience none = new Patience(binding.service());
            none.close();
            return new Desk<>(
                    binding.service(), routes, new DecisionShell<>(database, binding, avro, none, Spans.NONE));
        }
    }

    /// What one copy of a service has for itself.
    public record Life(Dice dice, InstantSource clock) {}

    /// Takes one record, if there is one that it may read; what it did.
    public Optional<String> read() {
        beginOnce();
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
        int decided = take(message);
        next.put(place, message.offset() + 1);
        if (dice.onceIn(6)) {
            log.commitOffsets(service, next);
        }
        return Optional.of("%s@%d%s".formatted(place, message.offset(), decided == 0 ? "" : ", moved " + decided));
    }

    /// Delivers a deadline that has come by its clock; what it did.
    public Optional<String> timer() {
        beginOnce();
        Optional<Duration> left = agenda.left(clock.instant());
        if (left.isEmpty() || left.get().isPositive()) {
            return Optional.empty();
        }
        Due due = agenda.take();
        try {
            fire(due);
        } catch (Patience.Stopped e) {
            agenda.set(List.of(due));
            throw e;
        }
        return Optional.of("timer of %s for %s".formatted(due.aggregateId(), due.deadline()));
    }

    /// How long until its next deadline.
    public Optional<Duration> untilDeadline() {
        return knowsDeadlines ? agenda.left(clock.instant()) : Optional.of(Duration.ZERO);
    }

    private void beginOnce() {
        if (!knowsDeadlines) {
            agenda.set(shell.deadlines());
            knowsDeadlines = true;
        }
    }

    /// Delivers a deadline.
    public void fire(Due due) {
        agenda.set(List.of(shell.fire(due)));
    }

    /// Decides what a record asks for; how many states that moved.
    public int take(ConsumerRecord<byte[], byte[]> message) {
        Origin origin = new Origin(message.topic(), message.partition(), message.offset());
        List<Input<C>> inputs = reader.read(
                        origin, message.key(), message.value(), message.headers(), message.timestamp())
                .map(routes::inputs)
                .orElse(List.of());
        if (inputs.isEmpty()) {
            return 0;
        }
        List<Due> dues = shell.decide(new Position(message.topic(), message.partition(), message.offset()), inputs);
        agenda.set(dues);
        return dues.size();
    }
}
