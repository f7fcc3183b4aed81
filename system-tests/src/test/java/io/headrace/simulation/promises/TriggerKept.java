package io.headrace.simulation.promises;

import io.headrace.kernel.schedule.Schedule;
import io.headrace.kernel.shell.StateCodec;
import io.headrace.simulation.World;
import io.headrace.simulation.store.Store.Written;
import io.headrace.training.core.Expectation;
import io.headrace.training.core.Feed;
import io.headrace.training.core.Ledger;
import io.headrace.training.core.Misfits;
import io.headrace.training.core.Retention;
import io.headrace.training.core.Run;
import io.headrace.training.core.Training;
import io.headrace.training.core.Trigger;
import io.headrace.training.stream.TrainingBinding;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Every run began when its trigger says, one at a time, and in the end no change waits for one.
final class TriggerKept {

    private static final StateCodec<Training> STATES = StateCodec.of(new TrainingBinding(Retention.USUAL));

    private final World world;
    private final Verdict verdict;

    TriggerKept(World world, Verdict verdict) {
        this.world = world;
        this.verdict = verdict;
    }

    void check() {
        Map<String, Training> last = new HashMap<>();
        for (List<Written> commit : world.control().commits()) {
            for (Written written : commit) {
                @Nullable Map<String, @Nullable Object> row = written.after();
                if (written.table().equals("headrace.state") && row != null && "training".equals(row.get("service"))) {
                    String pipeline = String.valueOf(row.get("aggregate_id"));
                    Training state = STATES.decode(String.valueOf(row.get("state")));
                    check(pipeline, last.put(pipeline, state), state);
                }
            }
        }
        last.forEach(this::expectNothingWaits);
    }

    private void check(String pipeline, @Nullable Training before, Training now) {
        Ledger.Ended ended = now.ledger().last();
        if (!(now instanceof Training.Active active)
                || ended == null
                || before == null
                || ended.equals(before.ledger().last())) {
            return;
        }
        Ledger.Ended earlier = before.ledger().last();
        Run run = ended.run();
        Trigger trigger = active.plan().trigger();
        Instant change = run.feed().since().last();
        expectNoMisfits(pipeline, active, run);
        switch (run.why()) {
            case "changes" -> {
                verdict.expect(
                        run.changes() >= Objects.requireNonNull(trigger.changes()),
                        "%s ran for %d changes, not for %d",
                        pipeline,
                        run.changes(),
                        trigger.changes());
                expectInterval(pipeline, earlier, run, trigger);
            }
            case "share" -> {
                double share = Objects.requireNonNull(trigger.share());
                long rows = run.feed().rows().train() + run.feed().rows().test();
                verdict.expect(
                        run.changes() >= share * rows - 1e-9,
                        "%s ran for %d changes of %d rows, not for a share of %s",
                        pipeline,
                        run.changes(),
                        rows,
                        share);
                expectInterval(pipeline, earlier, run, trigger);
            }
            case "quiet" -> {
                expectNotBefore(pipeline, run, change.plus(Objects.requireNonNull(trigger.quiet())));
                expectInterval(pipeline, earlier, run, trigger);
            }
            case "schedule" -> {
                Instant changed = Objects.requireNonNull(run.feed().since().first());
                expectNotBefore(pipeline, run, scheduled(Objects.requireNonNull(trigger.schedule()), changed));
                expectInterval(pipeline, earlier, run, trigger);
            }
            case "max-wait" ->
                expectNotBefore(
                        pipeline,
                        run,
                        Objects.requireNonNull(run.feed().since().first())
                                .plus(Objects.requireNonNull(trigger.maxWait())));
            default -> {}
        }
        verdict.expect(
                earlier == null
                        || ended.version() == null
                        || run.version() > before.ledger().versions(),
                "%s gave the number %d twice",
                pipeline,
                run.version());
    }

    /// Values that do not lie between are never trained.
    private void expectNoMisfits(String pipeline, Training.Active active, Run run) {
        for (Misfits misfits : run.feed().rows().misfits()) {
            verdict.expect(
                    !(active.plan().expect().get(misfits.expectation()) instanceof Expectation.Between),
                    "%s ran with %s",
                    pipeline,
                    misfits);
        }
    }

    /// The first time at a change or behind it, of those that are written here.
    private static Instant scheduled(Schedule schedule, Instant change) {
        long step = schedule.cron().startsWith("*/2") ? 120 : 60;
        long seconds = change.minusNanos(1).getEpochSecond() / step * step + step;
        return Instant.ofEpochSecond(seconds);
    }

    private void expectInterval(String pipeline, Ledger.@Nullable Ended earlier, Run run, Trigger trigger) {
        if (earlier != null && earlier.run().feed().revision() == run.feed().revision()) {
            // Changes came after the run: where their time says otherwise, a clock was set back in between.
            Instant change = run.feed().since().last();
            Instant begun =
                    change.isBefore(earlier.run().at()) ? change : earlier.run().at();
            expectNotBefore(pipeline, run, begun.plus(trigger.minInterval()));
        }
    }

    private void expectNotBefore(String pipeline, Run run, Instant earliest) {
        verdict.expect(
                !run.at().isBefore(earliest),
                "%s ran for %s at %s, before %s",
                pipeline,
                run.why(),
                run.at(),
                earliest);
    }

    private void expectNothingWaits(String pipeline, Training state) {
        if (!(state instanceof Training.Active active)) {
            return;
        }
        verdict.expect(
                state.ledger().stage() instanceof Ledger.Stage.Idle,
                "%s waits for ever: %s",
                pipeline,
                state.ledger().stage());
        Feed feed = state.feed(active.plan().revision());
        Ledger.Ended last = state.ledger().last();
        if (feed == null
                || feed.problem() != null
                || !state.ledger().notes().broken().isEmpty()) {
            return;
        }
        boolean lacksRows = feed.rows().train() == 0 || feed.rows().test() == 0;
        verdict.expect(
                lacksRows
                        || (last != null
                                && last.run().feed().revision() == feed.revision()
                                && last.run().feed().changes() == feed.changes()),
                "%s has changes in the end that no run has seen: %s",
                pipeline,
                feed);
    }
}
