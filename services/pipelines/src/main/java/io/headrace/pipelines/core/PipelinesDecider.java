package io.headrace.pipelines.core;

import static io.headrace.kernel.decider.Decision.accept;

import io.headrace.kernel.decider.Decider;
import io.headrace.kernel.decider.Decision;
import io.headrace.pipelines.core.Pipeline.Absent;
import io.headrace.pipelines.core.Pipeline.InForce;
import io.headrace.pipelines.core.PipelineCommand.Delete;
import io.headrace.pipelines.core.PipelineCommand.Write;
import io.headrace.pipelines.core.PipelineEvent.Accepted;
import io.headrace.pipelines.core.PipelineEvent.Deleted;
import io.headrace.pipelines.core.PipelineEvent.Refused;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// Which rows of `headrace.pipeline` become revisions.
///
/// Revisions count 1, 2, 3… for as long as the name exists, over deletions too, so that a revision never means
/// two things. A row that says what is in force already changes nothing, unless another one was refused in between:
/// then it is a revision of its own, which tells everybody that the refusal is mended.
public final class PipelinesDecider implements Decider<PipelineCommand, Pipeline, PipelineEvent> {

    @Override
    public Pipeline initial() {
        return new Absent(0, false);
    }

    @Override
    public Decision<PipelineEvent> decide(PipelineCommand command, Pipeline state, Instant now) {
        return switch (command) {
            case Write write -> write(write, state);
            case Delete delete -> delete(delete, state);
        };
    }

    private static Decision<PipelineEvent> write(Write write, Pipeline state) {
        PipelineSpec spec = write.reading().spec();
        List<Problem> ofTable = TableRules.check(write.reading().columns(), write.table(), write.author());
        if (spec == null || !ofTable.isEmpty()) {
            List<String> reasons = Stream.concat(write.reading().problems().stream(), ofTable.stream())
                    .map(Problem::toString)
                    .toList();
            return accept(new Refused(write.pipeline(), reasons, write.author()));
        }
        boolean unchanged = state.equals(new InForce(state.revision(), spec, false));
        return unchanged
                ? accept()
                : accept(new Accepted(write.pipeline(), state.revision() + 1, spec, write.author()));
    }

    private static Decision<PipelineEvent> delete(Delete delete, Pipeline state) {
        return switch (state) {
            case Absent absent -> absent.refused() ? accept(new Deleted(delete.pipeline(), delete.author())) : accept();
            case InForce _ -> accept(new Deleted(delete.pipeline(), delete.author()));
        };
    }

    @Override
    public Pipeline evolve(Pipeline state, PipelineEvent event) {
        return switch (event) {
            case Accepted accepted -> new InForce(accepted.revision(), accepted.spec(), false);
            case Refused _ -> refused(state);
            case Deleted _ -> new Absent(state.revision(), false);
        };
    }

    private static Pipeline refused(Pipeline state) {
        return switch (state) {
            case Absent absent -> new Absent(absent.revision(), true);
            case InForce inForce -> new InForce(inForce.revision(), inForce.spec(), true);
        };
    }
}
