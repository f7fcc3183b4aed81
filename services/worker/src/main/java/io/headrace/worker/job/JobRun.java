package io.headrace.worker.job;

import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.core.RevisionId;
import io.headrace.dataset.stream.DatasetRows;
import io.headrace.dataset.stream.DiskRows;
import io.headrace.events.RunQueued;
import io.headrace.worker.core.Made.Result;
import io.headrace.worker.core.Made.Result.Failure;
import io.headrace.worker.external.TrainerOutcome;
import io.headrace.worker.job.Ending.Done;
import io.headrace.worker.job.Ending.Stopped;
import io.headrace.worker.rows.FoldedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// One run that a worker makes: its rows, the model of them, and what that is worth.
final class JobRun {

    private final RunQueued queued;
    private final Maker maker;
    private final Declaration declaration;
    private final Path folder;
    private final Stages stages;

    /// @param folder empty, of this run alone
    JobRun(RunQueued queued, Maker maker, Declaration declaration, Path folder, Stages stages) {
        this.queued = queued;
        this.maker = maker;
        this.declaration = declaration;
        this.folder = folder;
        this.stages = stages;
    }

    /// Runs to the end.
    ///
    /// @param table at the run's cut
    /// @param champion what the version in production is measured with
    Ending make(FoldedTable table, Champion champion) throws IOException {
        if (queued.getTestRows() == 0) {
            return new Done(new Failure("the test split has no rows, so no gate could be measured"));
        }
        RevisionId revision = declaration.id();
        String digest = table.tally(revision).digest().sha256();
        if (!digest.equals(queued.getDatasetDigest())) {
            return new Done(new Failure(
                    "the rows at cut %d are not those that were announced: their digest is %s, not %s; `headrace verify %s` tells more"
                            .formatted(
                                    queued.getCut().getNumber(),
                                    digest,
                                    queued.getDatasetDigest(),
                                    queued.getPipeline())));
        }
        try (DiskRows sorted = new DiskRows(Files.createDirectory(folder.resolve("sorted")))) {
            DatasetRows rows = table.dataset(revision, sorted);
            return switch (maker.make(rows, folder, stages)) {
                case TrainerOutcome.Cancelled _ -> new Stopped();
                case TrainerOutcome.Failed(String sentence) -> new Done(new Failure(sentence));
                case TrainerOutcome.Made made -> new Done(measured(made, rows, champion));
            };
        }
    }

    private Result measured(TrainerOutcome.Made made, DatasetRows rows, Champion champion) {
        stages.at("measuring");
        return new Measuring(declaration, rows).result(queued, made, champion);
    }
}
