package io.headrace.pipelines.stream;

import io.headrace.events.PipelineAccepted;
import io.headrace.events.PipelineDeleted;
import io.headrace.events.PipelineRefused;
import io.headrace.kernel.decider.Decider;
import io.headrace.kernel.shell.DeciderBinding;
import io.headrace.kernel.shell.EarlierShape;
import io.headrace.kernel.shell.OutboxMessage;
import io.headrace.pipelines.core.Pipeline;
import io.headrace.pipelines.core.PipelineCommand;
import io.headrace.pipelines.core.PipelineEvent;
import io.headrace.pipelines.core.PipelinesDecider;
import java.sql.Connection;
import java.util.List;
import org.apache.avro.Schema;
import tools.jackson.databind.node.ObjectNode;

/// The decider of pipelines, as the shell meets it.
public final class PipelinesBinding implements DeciderBinding<PipelineCommand, Pipeline, PipelineEvent> {

    private final PipelinesDecider decider = new PipelinesDecider();

    @Override
    public String service() {
        return "pipelines";
    }

    @Override
    public Decider<PipelineCommand, Pipeline, PipelineEvent> decider() {
        return decider;
    }

    @Override
    public Class<Pipeline> stateType() {
        return Pipeline.class;
    }

    @Override
    public List<EarlierShape> earlierShapes() {
        return List.of(
                EarlierShape.lacked("spec.trigger", "share", "null"),
                EarlierShape.lacked("spec.trigger", "schedule", "null"),
                EarlierShape.lacked("spec.trigger", "columns", "[]"),
                EarlierShape.lacked("spec.trigger", "whileActive", "\"QUEUE_LATEST\""),
                EarlierShape.lacked("spec", "expect", "[]"),
                EarlierShape.lacked("spec.features", "nulls", "null"),
                EarlierShape.lacked("spec.features", "transform", "{\"type\":\"None\"}"),
                EarlierShape.lacked("spec.features", "standardized", "false"),
                EarlierShape.changed("spec.trainer", PipelinesBinding::typed),
                EarlierShape.changed("spec", PipelinesBinding::withLabel),
                EarlierShape.lacked("spec", "slices", "[]"));
    }

    /// There was one kind of trainer, and it was told by its name.
    private static void typed(ObjectNode trainer) {
        if (!trainer.has("type")) {
            trainer.remove("kind");
            trainer.put("type", "Ridge");
        }
    }

    /// Each label was a number, and a column's name told all of it.
    private static void withLabel(ObjectNode spec) {
        if (spec.path("label").isString()) {
            String column = spec.path("label").stringValue();
            spec.putObject("label").put("column", column).put("type", "NUMERIC").putArray("values");
        }
    }

    @Override
    public List<Schema> schemas() {
        return List.of(
                PipelineAccepted.getClassSchema(), PipelineRefused.getClassSchema(), PipelineDeleted.getClassSchema());
    }

    @Override
    public List<OutboxMessage> outbox(String aggregateId, PipelineEvent event, Connection tx) {
        return List.of(new OutboxMessage("pipeline", aggregateId, PipelineMessages.message(event)));
    }
}
