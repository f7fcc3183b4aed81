package io.headrace.kernel.counter;

import io.headrace.kernel.counter.CounterCommand.Add;
import io.headrace.kernel.counter.CounterCommand.Ring;
import io.headrace.kernel.counter.CounterEvent.Added;
import io.headrace.kernel.counter.CounterEvent.Rang;
import io.headrace.kernel.counter.CounterEvent.Refused;
import io.headrace.kernel.decider.Decider;
import io.headrace.kernel.decider.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Counts in ones and rings a while after every tenth.
public final class CounterDecider implements Decider<CounterCommand, Counter, CounterEvent> {

    public static final Duration RINGS_AFTER = Duration.ofMillis(50);

    @Override
    public Counter initial() {
        return new Counter(0, Optional.empty());
    }

    @Override
    public Decision<CounterEvent> decide(CounterCommand command, Counter state, Instant now) {
        return switch (command) {
            case Add(long by) -> add(by, state, now);
            case Ring() -> Decision.accept(new Rang(state.total()));
        };
    }

    @Override
    public Counter evolve(Counter state, CounterEvent event) {
        return switch (event) {
            case Added(long total, Instant at) ->
                new Counter(total, total % 10 == 0 ? Optional.of(at.plus(RINGS_AFTER)) : state.ringsAt());
            case Rang _ -> new Counter(state.total(), Optional.empty());
            case Refused _ -> state;
        };
    }

    private static Decision<CounterEvent> add(long by, Counter state, Instant now) {
        if (by < 0) {
            return Decision.reject("a counter never goes back, so %d cannot be added".formatted(by));
        }
        List<CounterEvent> events = new ArrayList<>();
        for (long one = 1; one <= by; one++) {
            events.add(new Added(state.total() + one, now));
        }
        return new Decision.Accepted<>(events);
    }
}
