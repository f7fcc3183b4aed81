package io.headrace.training.stream;

import io.headrace.events.PipelineSpec;
import io.headrace.events.WorkerTrainer;
import io.headrace.exact.Feature;
import io.headrace.exact.NullRule;
import io.headrace.exact.Transform;
import io.headrace.kernel.schedule.Schedule;
import io.headrace.training.core.Approval;
import io.headrace.training.core.Forget;
import io.headrace.training.core.Gate;
import io.headrace.training.core.Plan;
import io.headrace.training.core.Trainer;
import io.headrace.training.core.Trigger;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A pipeline's specification, between its message and the core.
public final class Plans {

    private Plans() {}

    /// What training needs of an accepted revision.
    public static Plan plan(int revision, PipelineSpec spec) {
        return new Plan(
                revision,
                new Plan.Columns(
                        spec.getFeatures().stream().map(Plans::feature).toList(),
                        spec.getLabel(),
                        spec.getNulls().getConstant()),
                trainer(spec.getTrainer()),
                trigger(spec.getTrigger()),
                spec.getGates().stream().map(Plans::gate).toList(),
                approval(spec.getApproval()),
                forget(spec.getForget()),
                spec.getExpect().stream().map(ExpectationMessages::expectation).toList());
    }

    private static Trainer trainer(io.headrace.events.Trainer trainer) {
        WorkerTrainer worker = trainer.getWorker();
        return worker == null
                ? new Trainer.Ridge(trainer.getL2())
                : new Trainer.OnWorker(
                        worker.getKind(),
                        worker.getName(),
                        worker.getHyperparameters(),
                        worker.getSeed(),
                        Duration.ofMillis(worker.getTimeoutMs()));
    }

    static io.headrace.events.Gate gate(Gate gate) {
        return io.headrace.events.Gate.newBuilder()
                .setMetric(gate.metric())
                .setRule(
                        switch (gate.rule()) {
                            case AT_MOST -> io.headrace.events.GateRule.AT_MOST;
                            case AT_LEAST -> io.headrace.events.GateRule.AT_LEAST;
                            case WORSE_THAN_CHAMPION_AT_MOST -> io.headrace.events.GateRule.WORSE_THAN_CHAMPION_AT_MOST;
                        })
                .setLimit(gate.limit())
                .build();
    }

    static io.headrace.events.Approval approval(Approval approval) {
        return switch (approval) {
            case AUTOMATIC -> io.headrace.events.Approval.AUTOMATIC;
            case REQUIRED -> io.headrace.events.Approval.REQUIRED;
        };
    }

    private static Feature feature(io.headrace.events.Feature feature) {
        Feature.Kind kind = switch (feature.getType()) {
            case NUMERIC -> Feature.Kind.NUMERIC;
            case BOOLEAN -> Feature.Kind.BOOLEAN;
            case CATEGORICAL -> Feature.Kind.CATEGORICAL;
        };
        Transform transform = transform(feature.getTransform());
        return new Feature(
                feature.getColumn(),
                transform instanceof Transform.DateParts ? Feature.Kind.DATE : kind,
                feature.getValues(),
                nulls(feature.getNulls()),
                transform,
                feature.getTransform() != null && feature.getTransform().getStandardize());
    }

    private static Transform transform(io.headrace.events.@Nullable Transform asked) {
        return asked == null ? Transform.NONE : Transform.of(asked.getLog(), asked.getBuckets(), asked.getDateParts());
    }

    private static @Nullable NullRule nulls(io.headrace.events.@Nullable NullRule rule) {
        if (rule == null) {
            return null;
        }
        if (rule.getMean()) {
            return new NullRule.Mean();
        }
        if (rule.getMedian()) {
            return new NullRule.Median();
        }
        Double constant = rule.getConstant();
        return constant == null ? new NullRule.Exclude() : new NullRule.Constant(constant);
    }

    private static Trigger trigger(io.headrace.events.Trigger trigger) {
        Long maxWait = trigger.getMaxWaitMs();
        io.headrace.events.Schedule schedule = trigger.getSchedule();
        return new Trigger(
                trigger.getChanges(),
                trigger.getShare(),
                trigger.getRunsWhenQuiet() ? Duration.ofMillis(trigger.getQuietMs()) : null,
                schedule == null ? null : new Schedule(schedule.getCron(), schedule.getZone()),
                Duration.ofMillis(trigger.getMinIntervalMs()),
                maxWait == null ? null : Duration.ofMillis(maxWait),
                switch (trigger.getWhileActive()) {
                    case QUEUE_LATEST -> Trigger.WhileActive.QUEUE_LATEST;
                    case CANCEL_ACTIVE -> Trigger.WhileActive.CANCEL_ACTIVE;
                    case SKIP -> Trigger.WhileActive.SKIP;
                });
    }

    private static @Nullable Forget forget(io.headrace.events.@Nullable Forget forget) {
        return forget == null ? null : new Forget(Duration.ofMillis(forget.getWithinMs()), forget.getRetire());
    }

    private static Gate gate(io.headrace.events.Gate gate) {
        Gate.Rule rule = switch (gate.getRule()) {
            case AT_MOST -> Gate.Rule.AT_MOST;
            case AT_LEAST -> Gate.Rule.AT_LEAST;
            case WORSE_THAN_CHAMPION_AT_MOST -> Gate.Rule.WORSE_THAN_CHAMPION_AT_MOST;
        };
        return new Gate(gate.getMetric(), rule, gate.getLimit());
    }

    private static Approval approval(io.headrace.events.Approval approval) {
        return switch (approval) {
            case AUTOMATIC -> Approval.AUTOMATIC;
            case REQUIRED -> Approval.REQUIRED;
        };
    }
}
