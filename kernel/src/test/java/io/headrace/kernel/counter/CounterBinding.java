package io.headrace.kernel.counter;

import io.headrace.kernel.counter.CounterCommand.Ring;
import io.headrace.kernel.counter.CounterEvent.Added;
import io.headrace.kernel.counter.CounterEvent.Rang;
import io.headrace.kernel.counter.CounterEvent.Refused;
import io.headrace.kernel.decider.Decider;
import io.headrace.kernel.shell.DeciderBinding;
import io.headrace.kernel.shell.OutboxMessage;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/// The counter on a shell.
public class CounterBinding implements DeciderBinding<CounterCommand, Counter, CounterEvent> {

    @Override
    public String service() {
        return "counters";
    }

    @Override
    public Decider<CounterCommand, Counter, CounterEvent> decider() {
        return new CounterDecider();
    }

    @Override
    public Class<Counter> stateType() {
        return Counter.class;
    }

    @Override
    public List<Schema> schemas() {
        return List.of(Counted.getClassSchema());
    }

    @Override
    public List<OutboxMessage> outbox(String counter, CounterEvent event, Connection tx) {
        Counted message = switch (event) {
            case Added(long total, Instant _) -> new Counted(counter, "added", total);
            case Rang(long total) -> new Counted(counter, "rang", total);
            case Refused(String reason) -> new Counted(counter, reason, -1L);
        };
        return List.of(new OutboxMessage("counter", counter, message));
    }

    @Override
    public List<CounterEvent> refused(CounterCommand command, String reason) {
        return List.of(new Refused(reason));
    }

    @Override
    public Optional<Instant> deadline(Counter state) {
        return state.ringsAt();
    }

    @Override
    public CounterCommand timer(String counter, Instant deadline) {
        return new Ring();
    }
}
