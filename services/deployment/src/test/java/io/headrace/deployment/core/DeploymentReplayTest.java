package io.headrace.deployment.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.deployment.core.DeploymentCommand.Approve;
import io.headrace.deployment.core.DeploymentCommand.Asked;
import io.headrace.deployment.core.DeploymentCommand.Deliver;
import io.headrace.deployment.core.DeploymentCommand.Reject;
import io.headrace.deployment.core.DeploymentCommand.Request;
import io.headrace.deployment.core.DeploymentCommand.Resume;
import io.headrace.deployment.core.DeploymentCommand.RollBack;
import io.headrace.deployment.core.DeploymentCommand.Withdraw;
import io.headrace.deployment.core.DeploymentEvent.ModelDeployed;
import io.headrace.deployment.core.DeploymentEvent.RequestAnswered;
import io.headrace.kernel.decider.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Any commands in any order: nothing throws, the history gives the state, and a repeat gives nothing.
final class DeploymentReplayTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final DeploymentDecider decider = new DeploymentDecider();

    @ParameterizedTest
    @ValueSource(longs = {1, 20, 300, 4000})
    void replayingTheHistoryGivesTheLiveState(long seed) {
        Random random = new Random(seed);
        Deployment state = decider.initial();
        List<DeploymentEvent> history = new ArrayList<>();
        for (int step = 0; step < 2_000; step++) {
            DeploymentCommand command = command(random, step);
            List<DeploymentEvent> events = events(decider.decide(command, state, NOW));
            for (DeploymentEvent event : events) {
                history.add(event);
                state = decider.evolve(state, event);
            }
            assertThat(answers(events)).isEqualTo(command instanceof Request ? 1 : 0);
            assertThat(events(decider.decide(command, state, NOW))).isEmpty();
        }
        assertThat(decider.replay(history)).isEqualTo(state);
        assertThat(deploymentNumbers(history)).hasSizeGreaterThan(100).isEqualTo(countingFromOne(history));
    }

    private static List<Long> deploymentNumbers(List<DeploymentEvent> history) {
        return history.stream()
                .filter(ModelDeployed.class::isInstance)
                .map(event -> ((ModelDeployed) event).deployment())
                .toList();
    }

    private static List<Long> countingFromOne(List<DeploymentEvent> history) {
        List<Long> numbers = new ArrayList<>();
        for (DeploymentEvent event : history) {
            if (event instanceof ModelDeployed) {
                numbers.add(numbers.size() + 1L);
            }
        }
        return numbers;
    }

    private static long answers(List<DeploymentEvent> events) {
        return events.stream().filter(RequestAnswered.class::isInstance).count();
    }

    private static List<DeploymentEvent> events(Decision<DeploymentEvent> decision) {
        return switch (decision) {
            case Decision.Accepted<DeploymentEvent>(var events) -> events;
            case Decision.Rejected<DeploymentEvent>(var reason) -> throw new AssertionError(reason);
        };
    }

    private static DeploymentCommand command(Random random, int step) {
        Long version = random.nextBoolean() ? null : random.nextLong(0, step + 2);
        Asked asked = new Asked("request-" + step, "p", version, random.nextBoolean() ? null : " why ", "ann");
        return switch (random.nextInt(10)) {
            case 0 -> new Approve(asked);
            case 1 -> new Reject(asked);
            case 2 -> new RollBack(asked);
            case 3, 4 -> new Resume(asked);
            case 5 -> new Withdraw(random.nextLong(step / 2 + 1));
            default ->
                new Deliver(
                        step + random.nextLong(-5, 3), random.nextInt(4) == 0 ? Approval.REQUIRED : Approval.AUTOMATIC);
        };
    }
}
