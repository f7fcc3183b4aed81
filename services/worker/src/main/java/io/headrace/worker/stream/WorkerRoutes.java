package io.headrace.worker.stream;

import io.headrace.events.PipelineAccepted;
import io.headrace.events.PipelineDeleted;
import io.headrace.events.RunCancelled;
import io.headrace.events.RunQueued;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.database.SqlWork;
import io.headrace.kernel.shell.Input;
import io.headrace.kernel.stream.Received.Event;
import io.headrace.kernel.stream.Routes;
import io.headrace.schemas.Topics;
import io.headrace.worker.core.JobCommand;
import io.headrace.worker.job.Revisions;
import io.headrace.worker.job.StoredJobs;
import io.headrace.worker.job.StoredTrials;
import java.util.List;

/// The topics that workers read.
public record WorkerRoutes(AvroCodec avro) {

    public Routes<JobCommand> routes() {
        return new Routes<JobCommand>().events(Topics.PIPELINE, this::inputs).events(Topics.TRAINING, this::inputs);
    }

    List<Input<JobCommand>> inputs(Event event) {
        return switch (event.payload()) {
            case RunQueued queued -> input(event, new JobCommand.Queue(queued.getRun()), queue(event, queued));
            case RunCancelled cancelled -> input(event, new JobCommand.Cancel(cancelled.getRun()), SqlWork.NONE);
            case PipelineAccepted accepted -> input(event, new JobCommand.Note(), keep(event, accepted));
            case PipelineDeleted _ -> input(event, new JobCommand.Note(), forget(event));
            default -> List.of();
        };
    }

    /// Writes the row of a job.
    SqlWork queue(Event event, RunQueued queued) {
        byte[] message = avro.encode(queued);
        return tx -> StoredJobs.queue(tx, event.subject(), queued.getRun(), message, event.cause());
    }

    /// Writes the row of a revision.
    SqlWork keep(Event event, PipelineAccepted accepted) {
        Revisions.Stored revision = new Revisions.Stored(avro.encode(accepted), event.id());
        return tx -> Revisions.keep(tx, event.subject(), accepted.getRevision(), revision);
    }

    /// Removes what a pipeline that was deleted leaves.
    SqlWork forget(Event event) {
        return tx -> {
            Revisions.forget(tx, event.subject());
            StoredTrials.forget(tx, event.subject());
        };
    }

    private static List<Input<JobCommand>> input(Event event, JobCommand command, SqlWork alongside) {
        return List.of(new Input<>(event.subject(), event.cause(), command, alongside));
    }
}
