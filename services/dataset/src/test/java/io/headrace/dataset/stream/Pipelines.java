package io.headrace.dataset.stream;

import io.headrace.events.Approval;
import io.headrace.events.Cut;
import io.headrace.events.DeploymentReason;
import io.headrace.events.Expectation;
import io.headrace.events.ExpectationRule;
import io.headrace.events.Feature;
import io.headrace.events.FeatureType;
import io.headrace.events.ModelDeployed;
import io.headrace.events.NullRule;
import io.headrace.events.PipelineAccepted;
import io.headrace.events.PipelineSpec;
import io.headrace.events.Split;
import io.headrace.events.Trainer;
import io.headrace.events.Trigger;
import io.headrace.events.WhileActive;
import java.time.Instant;
import java.util.List;

/// Events about the pipeline `house-price`.
final class Pipelines {

    static final String NAME = "house-price";
    static final double TEST_SHARE = 0.2;

    private Pipelines() {}

    static PipelineAccepted accepted(int revision) {
        return accepted(revision, TEST_SHARE);
    }

    static PipelineAccepted accepted(int revision, double testShare) {
        PipelineSpec spec = new PipelineSpec(
                "shop",
                "public.house",
                "price",
                List.of(
                        new Feature("area_m2", FeatureType.NUMERIC, List.of(), new NullRule(null, true, false), null),
                        new Feature("rooms", FeatureType.NUMERIC, List.of(), null, null),
                        new Feature("garden", FeatureType.BOOLEAN, List.of(), null, null),
                        new Feature("district", FeatureType.CATEGORICAL, OnePass.DISTRICTS, null, null)),
                new NullRule(null, false, false),
                new Split(testShare, null),
                new Trainer("ridge", 1.0, null, null),
                new Trigger(1L, 0L, 0L, null, null, true, null, List.of(), WhileActive.QUEUE_LATEST),
                List.of(),
                Approval.AUTOMATIC,
                null,
                List.of(
                        new Expectation(ExpectationRule.ROWS_CHANGE_AT_MOST, null, null, null, 0.3),
                        new Expectation(ExpectationRule.BETWEEN, "area_m2", 50.0, 250.0, null),
                        new Expectation(ExpectationRule.NULLS_AT_MOST, "district", null, null, 0.01),
                        new Expectation(ExpectationRule.BETWEEN, "price", 60_000.0, 800_000.0, null)),
                FeatureType.NUMERIC,
                List.of(),
                List.of());
        return new PipelineAccepted(NAME, revision, spec, "ada");
    }

    /// Whose trigger counts changes of some columns alone.
    static PipelineAccepted watching(String... columns) {
        PipelineSpec spec = accepted(1).getSpec();
        Trigger trigger = Trigger.newBuilder(spec.getTrigger())
                .setColumns(List.of(columns))
                .build();
        return new PipelineAccepted(
                NAME, 1, PipelineSpec.newBuilder(spec).setTrigger(trigger).build(), "ada");
    }

    static ModelDeployed deployed(int revision) {
        Cut cut = new Cut("shop", "7412", 1L, 1L, Instant.EPOCH);
        return new ModelDeployed(NAME, 1L, revision, 1L, null, cut, "0".repeat(64), DeploymentReason.AUTOMATIC, null);
    }
}
