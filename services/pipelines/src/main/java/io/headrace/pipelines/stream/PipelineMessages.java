package io.headrace.pipelines.stream;

import io.headrace.events.ExpectationRule;
import io.headrace.events.Feature;
import io.headrace.events.FeatureType;
import io.headrace.events.Gate;
import io.headrace.events.GateRule;
import io.headrace.events.NullRule;
import io.headrace.events.PipelineAccepted;
import io.headrace.events.PipelineDeleted;
import io.headrace.events.PipelineRefused;
import io.headrace.events.Transform;
import io.headrace.events.WorkerTrainer;
import io.headrace.kernel.schedule.Schedule;
import io.headrace.pipelines.core.PipelineEvent;
import io.headrace.pipelines.core.PipelineEvent.Accepted;
import io.headrace.pipelines.core.PipelineEvent.Deleted;
import io.headrace.pipelines.core.PipelineEvent.Refused;
import io.headrace.pipelines.core.PipelineSpec;
import io.headrace.pipelines.core.PipelineSpec.Approval;
import io.headrace.pipelines.core.PipelineSpec.DatePart;
import io.headrace.pipelines.core.PipelineSpec.Expectation.Between;
import io.headrace.pipelines.core.PipelineSpec.Expectation.NullsAtMost;
import io.headrace.pipelines.core.PipelineSpec.Expectation.RowsChangeAtMost;
import io.headrace.pipelines.core.PipelineSpec.Forget;
import io.headrace.pipelines.core.PipelineSpec.Nulls;
import io.headrace.pipelines.core.PipelineSpec.Search;
import io.headrace.pipelines.core.PipelineSpec.Trainer.External;
import io.headrace.pipelines.core.PipelineSpec.Trainer.Fit;
import io.headrace.pipelines.core.PipelineSpec.Trainer.Ridge;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Events of pipelines as the world reads them.
public final class PipelineMessages {

    /// A service of an earlier release, which knows no schedule, goes by it.
    private static final Duration UNUSED_QUIET = Duration.ofDays(1);

    private PipelineMessages() {}

    static SpecificRecord message(PipelineEvent event) {
        return switch (event) {
            case Accepted accepted ->
                new PipelineAccepted(
                        accepted.pipeline(), accepted.revision(), spec(accepted.spec()), accepted.author());
            case Refused refused -> new PipelineRefused(refused.pipeline(), refused.reasons(), refused.author());
            case Deleted deleted -> new PipelineDeleted(deleted.pipeline(), deleted.author());
        };
    }

    /// A specification as its event and the registry hold it.
    public static io.headrace.events.PipelineSpec spec(PipelineSpec spec) {
        return new io.headrace.events.PipelineSpec(
                spec.source(),
                spec.table(),
                spec.label().column(),
                spec.features().stream().map(PipelineMessages::feature).toList(),
                new NullRule(spec.nulls(), false, false),
                new io.headrace.events.Split(
                        spec.split().testShare(), spec.split().by()),
                trainer(spec.trainer()),
                trigger(spec.trigger()),
                spec.gates().stream().map(PipelineMessages::gate).toList(),
                approval(spec.approval()),
                forget(spec.forget()),
                spec.expect().stream().map(PipelineMessages::expectation).toList(),
                type(spec.label().type()),
                spec.label().values(),
                spec.slices());
    }

    private static io.headrace.events.Trainer trainer(PipelineSpec.Trainer trainer) {
        return switch (trainer) {
            case Ridge(double l2) -> new io.headrace.events.Trainer("ridge", l2, null, null);
            case External(var name, var hyperparameters, long seed, var timeout) ->
                worker(new WorkerTrainer("external", name, json(hyperparameters), seed, timeout.toMillis()), null);
            case Fit(var kind, var hyperparameters, long seed, var timeout, var search) ->
                worker(
                        new WorkerTrainer(kind.word(), kind.word(), json(hyperparameters), seed, timeout.toMillis()),
                        search);
        };
    }

    private static io.headrace.events.Trainer worker(WorkerTrainer trainer, @Nullable Search search) {
        return new io.headrace.events.Trainer(trainer.getKind(), 0.0, trainer, search(search));
    }

    private static io.headrace.events.@Nullable Search search(@Nullable Search search) {
        return search == null
                ? null
                : new io.headrace.events.Search(
                        search.trials().stream().map(PipelineMessages::json).toList(),
                        search.metric(),
                        search.isHigherBetter(),
                        search.validationShare(),
                        millis(search.time()));
    }

    private static String json(SortedMap<String, Object> hyperparameters) {
        return JsonMapper.shared().writeValueAsString(hyperparameters);
    }

    private static Feature feature(PipelineSpec.Feature feature) {
        return new Feature(
                feature.column(),
                type(feature.type()),
                feature.values(),
                nulls(feature.nulls()),
                transform(feature.transform(), feature.standardized()));
    }

    private static @Nullable Transform transform(PipelineSpec.Transform transform, boolean standardized) {
        return switch (transform) {
            case PipelineSpec.Transform.None() -> standardized ? new Transform(false, true, null, List.of()) : null;
            case PipelineSpec.Transform.Log() -> new Transform(true, standardized, null, List.of());
            case PipelineSpec.Transform.Hash(int buckets) -> new Transform(false, false, buckets, List.of());
            case PipelineSpec.Transform.DateParts(List<DatePart> parts) ->
                new Transform(
                        false, false, null, parts.stream().map(DatePart::word).toList());
        };
    }

    private static FeatureType type(PipelineSpec.FeatureType type) {
        return switch (type) {
            case NUMERIC -> FeatureType.NUMERIC;
            case BOOLEAN -> FeatureType.BOOLEAN;
            case CATEGORICAL -> FeatureType.CATEGORICAL;
            case DATE ->
                FeatureType.NUMERIC; // as which a reader of an earlier release takes it; its transform says more
        };
    }

    private static @Nullable NullRule nulls(@Nullable Nulls nulls) {
        return switch (nulls) {
            case null -> null;
            case Nulls.Exclude() -> new NullRule(null, false, false);
            case Nulls.Constant(double value) -> new NullRule(value, false, false);
            case Nulls.Mean() -> new NullRule(null, true, false);
            case Nulls.Median() -> new NullRule(null, false, true);
        };
    }

    private static io.headrace.events.Trigger trigger(PipelineSpec.Trigger trigger) {
        Duration quiet = trigger.quiet();
        Schedule schedule = trigger.schedule();
        return io.headrace.events.Trigger.newBuilder()
                .setChanges(trigger.changes())
                .setShare(trigger.share())
                .setQuietMs((quiet == null ? UNUSED_QUIET : quiet).toMillis())
                .setRunsWhenQuiet(quiet != null)
                .setSchedule(
                        schedule == null ? null : new io.headrace.events.Schedule(schedule.cron(), schedule.zone()))
                .setMinIntervalMs(trigger.minInterval().toMillis())
                .setMaxWaitMs(millis(trigger.maxWait()))
                .setColumns(trigger.columns())
                .setWhileActive(
                        switch (trigger.whileActive()) {
                            case QUEUE_LATEST -> io.headrace.events.WhileActive.QUEUE_LATEST;
                            case CANCEL_ACTIVE -> io.headrace.events.WhileActive.CANCEL_ACTIVE;
                            case SKIP -> io.headrace.events.WhileActive.SKIP;
                        })
                .build();
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    private static Gate gate(PipelineSpec.Gate gate) {
        GateRule rule = switch (gate.rule()) {
            case AT_MOST -> GateRule.AT_MOST;
            case AT_LEAST -> GateRule.AT_LEAST;
            case WORSE_THAN_CHAMPION_AT_MOST -> GateRule.WORSE_THAN_CHAMPION_AT_MOST;
        };
        return new Gate(gate.metric(), rule, gate.limit());
    }

    private static io.headrace.events.@Nullable Forget forget(@Nullable Forget forget) {
        return forget == null
                ? null
                : new io.headrace.events.Forget(forget.within().toMillis(), forget.retire());
    }

    private static io.headrace.events.Approval approval(Approval approval) {
        return switch (approval) {
            case AUTOMATIC -> io.headrace.events.Approval.AUTOMATIC;
            case REQUIRED -> io.headrace.events.Approval.REQUIRED;
        };
    }

    private static io.headrace.events.Expectation expectation(PipelineSpec.Expectation expectation) {
        return switch (expectation) {
            case Between(var column, var low, var high) ->
                new io.headrace.events.Expectation(ExpectationRule.BETWEEN, column, low, high, null);
            case NullsAtMost(var column, var share) ->
                new io.headrace.events.Expectation(ExpectationRule.NULLS_AT_MOST, column, null, null, share);
            case RowsChangeAtMost(var share) ->
                new io.headrace.events.Expectation(ExpectationRule.ROWS_CHANGE_AT_MOST, null, null, null, share);
        };
    }
}
