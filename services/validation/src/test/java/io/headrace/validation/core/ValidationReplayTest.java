package io.headrace.validation.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.kernel.decider.Decision;
import io.headrace.validation.core.ValidationCommand.JudgeChallenger;
import io.headrace.validation.core.ValidationCommand.NoteChampion;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Any commands in any order: nothing throws, the history gives the state, and a repeat gives nothing.
final class ValidationReplayTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final double[] AWKWARD = {0, -0.0, 1, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e300, 4e-320};
    private static final String[] METRICS = {"rmse", "r2", "mean-error", "mae", ""};
    private static final List<Gate.Rule> RULES = List.of(Gate.Rule.values());

    private final ValidationDecider decider = new ValidationDecider();

    @ParameterizedTest
    @ValueSource(longs = {1, 20, 300, 4000})
    void replayingTheHistoryGivesTheLiveState(long seed) {
        Random random = new Random(seed);
        Validation state = decider.initial();
        List<ValidationEvent> history = new ArrayList<>();
        for (int step = 0; step < 2_000; step++) {
            ValidationCommand command = command(random, step);
            for (ValidationEvent event : events(decider.decide(command, state, NOW))) {
                history.add(event);
                state = decider.evolve(state, event);
            }
            assertThat(events(decider.decide(command, state, NOW))).isEmpty();
        }
        assertThat(decider.replay(history)).isEqualTo(state);
        assertThat(history).hasSizeGreaterThan(200);
    }

    private static List<ValidationEvent> events(Decision<ValidationEvent> decision) {
        return switch (decision) {
            case Decision.Accepted<ValidationEvent>(var events) -> events;
            case Decision.Rejected<ValidationEvent>(var reason) -> throw new AssertionError(reason);
        };
    }

    private static ValidationCommand command(Random random, int step) {
        if (random.nextInt(3) == 0) {
            return new NoteChampion(random.nextLong(500), step / 8 + random.nextLong(9));
        }
        Champion champion = switch (random.nextInt(3)) {
            case 0 -> new Champion.None();
            case 1 -> new Champion.Version(random.nextLong(500), step / 8 + random.nextLong(9), null);
            default -> new Champion.Version(random.nextLong(500), step / 8 + random.nextLong(9), figures(random));
        };
        List<Gate> gates = IntStream.range(0, random.nextInt(4))
                .mapToObj(_ -> new Gate(
                        METRICS[random.nextInt(METRICS.length)],
                        RULES.get(random.nextInt(RULES.size())),
                        figure(random)))
                .toList();
        return new JudgeChallenger(
                challenger(step + random.nextLong(9)),
                figures(random),
                champion,
                gates,
                random.nextBoolean() ? Approval.AUTOMATIC : Approval.REQUIRED);
    }

    private static Figures figures(Random random) {
        return new Figures(random.nextInt(100), figure(random), figure(random), figure(random));
    }

    private static double figure(Random random) {
        return AWKWARD[random.nextInt(AWKWARD.length)];
    }

    private static Challenger challenger(long version) {
        Challenger.Cut cut = new Challenger.Cut("shop", "7300", version, version, NOW);
        return new Challenger("p", version, 1, cut, new Challenger.Artifact("ab", 3, ByteBuffer.allocate(0)));
    }
}
