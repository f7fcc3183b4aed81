package io.headrace.registry.fold;

import io.headrace.events.ChallengerDismissed;
import io.headrace.events.ChallengerPending;
import io.headrace.events.DeploymentHeld;
import io.headrace.events.DeploymentResumed;
import io.headrace.events.ModelDeployed;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `headrace.deployment` as rows.
final class DeploymentRows {

    private static final String PENDING = "pending";
    private static final String HELD = "held";

    private DeploymentRows() {}

    static List<Change> of(EventHead head, ModelDeployed event) {
        Row row = Row.of(head)
                .with("pipeline", event.getPipeline())
                .with("deployment", event.getDeployment())
                .with("version", event.getVersion())
                .with("previous_version", event.getPreviousVersion())
                .with("reason", event.getReason().name())
                .with("asked_by", event.getBy())
                .with("deployed_at", head.time())
                .with("sha256", event.getSha256());
        return List.of(
                CutColumns.add(row, event.getCut()).insertInto("deployment"),
                noLongerPending(head, event.getPipeline(), event.getVersion(), "DEPLOYED", event.getBy(), null));
    }

    static List<Change> of(EventHead head, ChallengerPending event) {
        return List.of(
                noLongerPending(head, event.getPipeline(), event.getVersion(), "PENDING_AGAIN", null, null),
                Row.open(head)
                        .with("pipeline", event.getPipeline())
                        .with("version", event.getVersion())
                        .with("waits_for", event.getWaitsFor().name())
                        .with("since", head.time())
                        .insertInto(PENDING));
    }

    static List<Change> of(EventHead head, ChallengerDismissed event) {
        return List.of(noLongerPending(
                head, event.getPipeline(), event.getVersion(), "DISMISSED", event.getBy(), event.getSentence()));
    }

    static List<Change> of(EventHead head, DeploymentHeld event) {
        return List.of(Row.open(head)
                .with("pipeline", event.getPipeline())
                .with("held_by", event.getBy())
                .with("sentence", event.getSentence())
                .with("since", head.time())
                .insertInto(HELD));
    }

    static List<Change> of(EventHead head, DeploymentResumed event) {
        Row set = Row.changed(head).with("until", head.time()).with("resumed_by", event.getBy());
        return List.of(new Change.Update(HELD, Map.of("pipeline", event.getPipeline()), "until", set.columns()));
    }

    private static Change noLongerPending(
            EventHead head,
            String pipeline,
            long version,
            String outcome,
            @Nullable String askedBy,
            @Nullable String sentence) {
        Row set = Row.changed(head)
                .with("until", head.time())
                .with("outcome", outcome)
                .with("asked_by", askedBy)
                .with("sentence", sentence);
        return new Change.Update(PENDING, Map.of("pipeline", pipeline, "version", version), "until", set.columns());
    }
}
