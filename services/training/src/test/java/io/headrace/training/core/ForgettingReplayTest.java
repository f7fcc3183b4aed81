package io.headrace.training.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.kernel.decider.Decision;
import io.headrace.training.core.Ledger.Stage;
import io.headrace.training.core.TrainingEvent.ObligationAtRisk;
import io.headrace.training.core.TrainingEvent.ObligationMet;
import io.headrace.training.core.TrainingEvent.ObligationOpened;
import io.headrace.training.core.TrainingEvent.RowsDeparted;
import io.headrace.training.core.TrainingEvent.RunStarted;
import io.headrace.training.core.TrainingEvent.VersionsWithdrawn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A pipeline that demands forgetting, by dice and a virtual clock, beside an account of its own: each cut with deletes
/// is owed until a version that was trained without them is in production, and no longer.
final class ForgettingReplayTest {

    private static final Duration WITHIN = Duration.ofMinutes(2);
    private static final Trigger TRIGGER = new Trigger(40L, null, Duration.ofSeconds(3), null, Duration.ZERO, null);

    private final TrainingDecider decider = new TrainingDecider(Retention.USUAL);
    private final NavigableMap<Long, Instant> owed = new TreeMap<>();
    private final NavigableMap<Long, Cut> trained = new TreeMap<>();
    private final List<TrainingEvent> history = new ArrayList<>();
    private Training state = decider.initial();
    private Instant now = Givens.START;
    private Random random = new Random();
    private long cut;
    private long changes;
    private long deployment;
    private long withdrawn;
    private long joined;
    private @Nullable Long pending;

    @ParameterizedTest
    @ValueSource(longs = {1, 22, 333, 4444, 55555})
    void noDeleteIsForgottenAndNoneMetTooEarly(long seed) {
        live(seed);
    }

    @Test
    void norInALifeNeverSeenBefore() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        live(seed);
    }

    private void live(long seed) {
        random = new Random(seed);
        give(new TrainingCommand.FollowPlan(Givens.plan(1, TRIGGER, new Forget(WITHIN, true))));
        dataset(false);
        for (int step = 0; step < 3_000; step++) {
            pass(Duration.ofMillis(random.nextInt(50) == 0 ? random.nextInt(90_000) : random.nextInt(2_000)));
            step();
            everyDeleteIsOwed("seed %d, step %d".formatted(seed, step));
        }
        changes++;
        dataset(false);
        for (int i = 0; i < 3; i++) {
            pass(WITHIN);
            settle(true);
        }
        assertThat(owed).as("seed %d: in the end nothing is owed", seed).isEmpty();
        assertThat(state.ledger().forgetting().open()).isNull();
        assertThat(state.ledger().forgetting().behind()).isNull();
        assertThat(count(ObligationMet.class))
                .isEqualTo(count(ObligationOpened.class))
                .isGreaterThan(20);
        assertThat(joined).as("seed %d joins", seed).isGreaterThan(20);
        assertThat(count(ObligationAtRisk.class)).as("seed %d at risk", seed).isPositive();
        assertThat(decider.replay(history)).isEqualTo(state);
    }

    private void step() {
        switch (random.nextInt(6)) {
            case 0, 1, 2 -> dataset(random.nextInt(3) == 0);
            case 3 -> settle(random.nextInt(3) > 0);
            case 4 -> approve();
            case 5 -> rollBack();
            default -> throw new AssertionError();
        }
    }

    private void dataset(boolean deletes) {
        cut += 1 + random.nextInt(3);
        changes += deletes ? 1 : random.nextInt(9);
        if (deletes && state.ledger().versions() > 0) {
            owed.put(cut, now);
        }
        give(new TrainingCommand.NoteDataset(
                1,
                at(cut),
                changes,
                new Feed.Rows(80, 20, Map.of(), List.of()),
                null,
                deletes ? new TrainingCommand.Departed(1, cut, now) : null));
    }

    private void settle(boolean deploys) {
        if (state.ledger().stage() instanceof Stage.Unsettled(long version, long champion)) {
            if (deploys) {
                deploy(version);
            } else {
                pending = random.nextBoolean() ? version : null;
                give(new TrainingCommand.Settle(version));
            }
        }
    }

    private void approve() {
        Long version = pending;
        if (version != null && version > withdrawn) {
            deploy(version);
        }
    }

    private void rollBack() {
        Champion champion = state.ledger().champion();
        if (champion != null && champion.version() > withdrawn + 1 && random.nextInt(10) == 0) {
            deploy(champion.version() - 1);
        }
    }

    private void deploy(long version) {
        pending = null;
        give(new TrainingCommand.NoteChampion(version, 1, ++deployment, cut(version)));
    }

    private void pass(Duration duration) {
        Instant until = now.plus(duration);
        while (TrainingDecider.deadline(state).filter(at -> !at.isAfter(until)).isPresent()) {
            Instant deadline = TrainingDecider.deadline(state).orElseThrow();
            now = deadline.isAfter(now) ? deadline : now;
            give(new TrainingCommand.WakeUp(deadline));
            assertThat(TrainingDecider.deadline(state)).isNotEqualTo(deadline);
        }
        now = until;
    }

    private void give(TrainingCommand command) {
        List<TrainingEvent> events = ((Decision.Accepted<TrainingEvent>) decider.decide(command, state, now)).events();
        for (TrainingEvent event : events) {
            history.add(event);
            state = decider.evolve(state, event);
            switch (event) {
                case RunStarted started -> {
                    trained.put(started.run().version(), started.run().feed().cut());
                    give(new TrainingCommand.FinishRun(Givens.trained()));
                }
                case RowsDeparted more -> joined++;
                case ObligationMet met -> meets(met);
                case VersionsWithdrawn(long through, Departures departures, long successor) -> {
                    assertThat(trained.headMap(through, true).values())
                            .allMatch(
                                    before -> before.number() < departures.cut().number());
                    assertThat(trained.tailMap(through, false)
                                    .firstEntry()
                                    .getValue()
                                    .number())
                            .isGreaterThanOrEqualTo(departures.cut().number());
                    withdrawn = through;
                }
                default -> {}
            }
        }
    }

    private Cut cut(long version) {
        return Objects.requireNonNull(trained.get(version));
    }

    private void meets(ObligationMet met) {
        long production = cut(met.version()).number();
        long gone = met.departures().cut().number();
        assertThat(production).as("met too early").isGreaterThanOrEqualTo(gone);
        assertThat(met.deadline()).isEqualTo(owed.firstEntry().getValue().plus(WITHIN));
        owed.headMap(gone, true).clear();
    }

    private void everyDeleteIsOwed(String when) {
        Forgetting forgetting = state.ledger().forgetting();
        Obligation open = forgetting.open();
        if (owed.isEmpty()) {
            assertThat(open).as(when).isNull();
            return;
        }
        assertThat(open).as(when).isNotNull();
        assertThat(open.departures().since())
                .as(when)
                .isEqualTo(owed.firstEntry().getValue());
        Departures last = forgetting.behind() == null ? open.departures() : forgetting.behind();
        assertThat(last.cut().number()).as(when).isEqualTo(owed.lastKey());
    }

    private long count(Class<? extends TrainingEvent> type) {
        return history.stream().filter(type::isInstance).count();
    }

    private Cut at(long number) {
        return new Cut("shop", "7300", number, number * 8, now);
    }
}
