package io.headrace.worker.stream;

import io.headrace.events.ArtifactChunk;
import io.headrace.events.JobFinished;
import io.headrace.events.JobModel;
import io.headrace.events.Metrics;
import io.headrace.events.SearchTrail;
import io.headrace.events.SearchTrial;
import io.headrace.events.SliceMetrics;
import io.headrace.kernel.decider.Decider;
import io.headrace.kernel.shell.DeciderBinding;
import io.headrace.kernel.shell.OutboxMessage;
import io.headrace.schemas.ArtifactChunks;
import io.headrace.schemas.Artifacts;
import io.headrace.worker.core.JobCommand;
import io.headrace.worker.core.JobDecider;
import io.headrace.worker.core.JobEvent;
import io.headrace.worker.core.Jobs;
import io.headrace.worker.core.Made;
import io.headrace.worker.core.Trail;
import io.headrace.worker.job.StoredJobs;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// How workers' decider meets the database: a run that is done leaves the table of jobs in the transaction that tells
/// what was made of it.
public final class WorkerBinding implements DeciderBinding<JobCommand, Jobs, JobEvent> {

    private static final String SERVICE = "worker";

    @Override
    public String service() {
        return SERVICE;
    }

    @Override
    public Decider<JobCommand, Jobs, JobEvent> decider() {
        return new JobDecider();
    }

    @Override
    public Class<Jobs> stateType() {
        return Jobs.class;
    }

    @Override
    public List<Schema> schemas() {
        return List.of(JobFinished.getClassSchema(), ArtifactChunk.getClassSchema());
    }

    @Override
    public List<OutboxMessage> outbox(String pipeline, JobEvent event, Connection tx) throws SQLException {
        if (!(event instanceof JobEvent.JobFinished(String run, Made made))) {
            return List.of();
        }
        List<OutboxMessage> messages = new ArrayList<>();
        if (made.result() instanceof Made.Result.Model model
                && Artifacts.chunks(tx, pipeline, model.sha256()).isEmpty()) {
            for (ArtifactChunk chunk : chunks(pipeline, model)) {
                messages.add(new OutboxMessage(
                        ArtifactChunks.AGGREGATE_TYPE, ArtifactChunks.key(chunk).toString(), chunk));
            }
        }
        messages.add(new OutboxMessage(SERVICE, pipeline, message(pipeline, run, made)));
        return messages;
    }

    @Override
    public Optional<JobCommand> after(String pipeline, JobEvent event, Connection tx) throws SQLException {
        switch (event) {
            // The row of a run that was queued was written beside the decision, by what the event says.
            case JobEvent.JobQueued _ -> {}
            case JobEvent.JobDropped(String run) -> StoredJobs.remove(tx, pipeline, run);
            case JobEvent.JobFinished(String run, Made made) -> {
                StoredJobs.remove(tx, pipeline, run);
                if (made.result() instanceof Made.Result.Model model) {
                    for (ArtifactChunk chunk : chunks(pipeline, model)) {
                        Artifacts.keep(tx, chunk);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static List<ArtifactChunk> chunks(String pipeline, Made.Result.Model model) {
        return ArtifactChunks.of(pipeline, model.sha256(), model.artifact());
    }

    static JobFinished message(String pipeline, String run, Made made) {
        return switch (made.result()) {
            case Made.Result.Failure(String sentence) ->
                new JobFinished(pipeline, run, made.worker(), made.attempt(), sentence, null);
            case Made.Result.Model model ->
                new JobFinished(pipeline, run, made.worker(), made.attempt(), null, model(model));
        };
    }

    private static JobModel model(Made.Result.Model model) {
        Made.Provenance told = model.provenance();
        return new JobModel(
                model.sha256(),
                (long) model.artifact().remaining(),
                model.datasetDigest(),
                metrics(model.figures()),
                metricsOrNull(model.championFigures()),
                new io.headrace.events.Provenance(
                        told.trainer(),
                        told.hyperparameters(),
                        told.seed(),
                        told.libraries(),
                        told.repeatable(),
                        trail(told.search())));
    }

    private static @Nullable SearchTrail trail(@Nullable Trail search) {
        return search == null
                ? null
                : new SearchTrail(
                        search.metric(),
                        search.validationRows(),
                        search.trials().stream()
                                .map(trial -> new SearchTrial(trial.hyperparameters(), trial.figure(), trial.failure()))
                                .toList());
    }

    private static @Nullable Metrics metricsOrNull(Made.@Nullable Figures figures) {
        return figures == null ? null : metrics(figures);
    }

    private static Metrics metrics(Made.Figures figures) {
        return new Metrics(
                figures.testRows(),
                figures.rmse(),
                figures.r2(),
                figures.meanError(),
                figures.others(),
                figures.slices().stream().map(WorkerBinding::slice).toList());
    }

    private static SliceMetrics slice(Made.Slice slice) {
        return new SliceMetrics(slice.column(), slice.value(), slice.testRows(), slice.figures());
    }
}
