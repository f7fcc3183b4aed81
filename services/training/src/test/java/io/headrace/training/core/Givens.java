package io.headrace.training.core;

import io.headrace.exact.Feature;
import io.headrace.exact.Ridge;
import io.headrace.training.core.TrainingCommand.NoteDataset;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Plans, dataset versions and outcomes for tests.
final class Givens {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Givens() {}

    static Plan plan(int revision, Trigger trigger) {
        return new Plan(
                revision,
                new Plan.Columns(List.of(Feature.numeric("area")), "price", null),
                new Trainer.Ridge(1),
                trigger,
                List.of(new Gate("rmse", Gate.Rule.AT_MOST, 10)),
                Approval.AUTOMATIC,
                null,
                List.of());
    }

    static Plan of(Trainer trainer, Plan plan) {
        return new Plan(
                plan.revision(),
                plan.columns(),
                trainer,
                plan.trigger(),
                plan.gates(),
                plan.approval(),
                plan.forget(),
                plan.expect());
    }

    static Plan expecting(Plan plan, Expectation... expectations) {
        return new Plan(
                plan.revision(),
                plan.columns(),
                plan.trainer(),
                plan.trigger(),
                plan.gates(),
                plan.approval(),
                plan.forget(),
                List.of(expectations));
    }

    static Plan plan(int revision, Trigger trigger, Forget forget) {
        Plan plan = plan(revision, trigger);
        return new Plan(
                revision,
                plan.columns(),
                plan.trainer(),
                plan.trigger(),
                plan.gates(),
                plan.approval(),
                forget,
                List.of());
    }

    /// What led to a run of a plan on its first rows, whose version is settled, and more.
    static TrainingEvent[] afterRun(Plan plan, Run run, TrainingEvent... more) {
        List<TrainingEvent> events = new ArrayList<>(List.of(
                new TrainingEvent.PlanFollowed(plan),
                new TrainingEvent.DatasetNoted(run.feed()),
                new TrainingEvent.RunStarted(plan, run),
                new TrainingEvent.ModelTrained(plan, run, trained()),
                new TrainingEvent.VersionSettled(run.version())));
        events.addAll(List.of(more));
        return events.toArray(TrainingEvent[]::new);
    }

    /// 100 changes or 200 ms of quiet, 1 s between runs, 2 s at most.
    static Trigger trigger() {
        return new Trigger(100L, null, Duration.ofMillis(200), null, Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    static Trigger trigger(Trigger.WhileActive whileActive) {
        Trigger usual = trigger();
        return new Trigger(
                usual.changes(),
                usual.share(),
                usual.quiet(),
                usual.schedule(),
                usual.minInterval(),
                usual.maxWait(),
                whileActive);
    }

    static Cut cut(long number) {
        return new Cut("shop", "7300", number, number * 8, START);
    }

    static NoteDataset dataset(int revision, long cut, long changes) {
        return dataset(revision, cut, changes, null);
    }

    static NoteDataset dataset(int revision, long cut, long changes, @Nullable String problem) {
        return new NoteDataset(revision, cut(cut), changes, new Feed.Rows(80, 20, Map.of(), List.of()), problem, null);
    }

    static Feed feed(NoteDataset note, @Nullable Instant first, Instant last) {
        return new Feed(
                note.revision(),
                note.cut(),
                note.changes(),
                note.rows(),
                note.problem(),
                new Feed.Since(first, last, 0));
    }

    static Outcome.Trained trained() {
        return new Outcome.Trained(
                new Outcome.Artifact("ab", 1, ByteBuffer.wrap(new byte[] {1})),
                "cd",
                Ridge.VERSION,
                List.of(),
                new Figures(20, 5, 0.9, 0.1),
                null,
                null);
    }
}
