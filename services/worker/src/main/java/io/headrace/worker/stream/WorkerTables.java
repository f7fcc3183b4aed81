package io.headrace.worker.stream;

import io.headrace.events.JobFinished;
import io.headrace.events.PipelineAccepted;
import io.headrace.events.PipelineDeleted;
import io.headrace.events.RunCancelled;
import io.headrace.events.RunQueued;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.checkpoint.OwnTables;
import io.headrace.kernel.stream.Received;
import io.headrace.schemas.Topics;
import io.headrace.worker.job.StoredJobs;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The tables of workers as the topics tell them. Every job of which no end is told waits again.
public record WorkerTables(AvroCodec avro) implements OwnTables {

    @Override
    public List<String> tables() {
        return List.of("headrace.job", "headrace.job_revision", "headrace.job_trial");
    }

    @Override
    public List<String> topics() {
        return List.of(Topics.PIPELINE, Topics.TRAINING, Topics.WORKER);
    }

    @Override
    public void apply(Connection tx, Received received) throws SQLException {
        if (!(received instanceof Received.Event event)) {
            return;
        }
        WorkerRoutes routes = new WorkerRoutes(avro);
        switch (event.payload()) {
            case PipelineAccepted accepted -> routes.keep(event, accepted).run(tx);
            case PipelineDeleted _ -> routes.forget(event).run(tx);
            case RunQueued queued -> routes.queue(event, queued).run(tx);
            case RunCancelled cancelled -> StoredJobs.remove(tx, event.subject(), cancelled.getRun());
            case JobFinished finished -> StoredJobs.remove(tx, event.subject(), finished.getRun());
            // The others change none.
            default -> {}
        }
    }
}
