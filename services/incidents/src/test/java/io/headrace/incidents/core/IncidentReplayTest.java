package io.headrace.incidents.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.incidents.core.IncidentCommand.Acknowledge;
import io.headrace.incidents.core.IncidentCommand.Clear;
import io.headrace.incidents.core.IncidentCommand.Report;
import io.headrace.incidents.core.IncidentEvent.IncidentOpened;
import io.headrace.incidents.core.IncidentEvent.IncidentRecurred;
import io.headrace.incidents.core.IncidentEvent.IncidentResolved;
import io.headrace.kernel.decider.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Any commands in any order: nothing throws, the history gives the state, and a repeat gives nothing.
final class IncidentReplayTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final IncidentDecider decider = new IncidentDecider();

    @ParameterizedTest
    @ValueSource(longs = {1, 20, 300, 4000})
    void replayingTheHistoryGivesTheLiveState(long seed) {
        Random random = new Random(seed);
        Incident state = decider.initial();
        List<IncidentEvent> history = new ArrayList<>();
        for (int step = 0; step < 2_000; step++) {
            IncidentCommand command = command(random, step);
            List<IncidentEvent> events = events(command, state);
            for (IncidentEvent event : events) {
                history.add(event);
                state = decider.evolve(state, event);
            }
            assertThat(events(command, state)).as("%s again", command).isEmpty();
        }
        assertThat(decider.replay(history)).isEqualTo(state);
        assertThat(occurrencesOfEach(history)).hasSizeGreaterThan(100).doesNotContain(-1L);
    }

    private List<IncidentEvent> events(IncidentCommand command, Incident state) {
        return switch (decider.decide(command, state, NOON)) {
            case Decision.Accepted<IncidentEvent>(var events) -> events;
            case Decision.Rejected<IncidentEvent>(var reason) ->
                command instanceof Acknowledge request ? List.of(IncidentDecider.refusal(request, reason)) : List.of();
        };
    }

    /// How often each resolved incident happened; -1 where its end tells another number than its history.
    private static List<Long> occurrencesOfEach(List<IncidentEvent> history) {
        List<Long> counts = new ArrayList<>();
        long open = 0;
        for (IncidentEvent event : history) {
            if (event instanceof IncidentOpened || event instanceof IncidentRecurred) {
                open++;
            } else if (event instanceof IncidentResolved resolved) {
                counts.add(resolved.occurrences() == open ? open : -1L);
                open = 0;
            }
        }
        return counts;
    }

    private static IncidentCommand command(Random random, int step) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> new Report("house-price", "training-failed", "cause-" + step, "no rows", NOON);
            case 2 -> new Clear("version %d was trained".formatted(step));
            default -> new Acknowledge("request-" + step, "house-price/training-failed", "house-price", "ann");
        };
    }
}
