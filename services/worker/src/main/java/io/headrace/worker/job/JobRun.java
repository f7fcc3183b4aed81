package io.headrace.worker.job;

import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.core.RevisionId;
import io.headrace.dataset.stream.DatasetRows;
import io.headrace.dataset.stream.DiskRows;
import io.headrace.events.ExternalTrainer;
import io.headrace.events.RunQueued;
import io.headrace.worker.core.Made.Result;
import io.headrace.worker.core.Made.Result.Failure;
import io.headrace.worker.external.Assignment;
import io.headrace.worker.external.TrainerOutcome;
import io.headrace.worker.external.TrainerProgram;
import io.headrace.worker.external.TrainerRequest;
import io.headrace.worker.job.Ending.Done;
import io.headrace.worker.job.Ending.Stopped;
import io.headrace.worker.rowfile.RowColumns;
import io.headrace.worker.rowfile.SplitFiles;
import io.headrace.worker.rows.FoldedTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One run of an external trainer: its rows, the program, and what its model is worth.
final class JobRun {

    private final RunQueued queued;
    private final TrainerProgram program;
    private final Declaration declaration;
    private final Path folder;
    private final Stages stages;

    /// @param folder empty, of this run alone
    JobRun(RunQueued queued, TrainerProgram program, Declaration declaration, Path folder, Stages stages) {
        this.queued = queued;
        this.program = program;
        this.declaration = declaration;
        this.folder = folder;
        this.stages = stages;
    }

    /// Runs to the end.
    ///
    /// @param table at the run's cut
    /// @param champion what the version in production is measured with
    Ending make(FoldedTable table, Champion champion) throws IOException {
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
            Path work = Files.createDirectory(folder.resolve("work")).toAbsolutePath();
            stages.at("writing rows");
            write(rows, work);
            if (stages.isStopped()) {
                return new Stopped();
            }
            stages.at("starting " + program.name());
            return switch (new io.headrace.worker.external.ExternalTrainer()
                    .run(assignment(work), stages::at, stages::isStopped)) {
                case TrainerOutcome.Cancelled _ -> new Stopped();
                case TrainerOutcome.Failed(String sentence) -> new Done(new Failure(sentence));
                case TrainerOutcome.Made made -> new Done(measured(made, rows, champion));
            };
        }
    }

    private Result measured(TrainerOutcome.Made made, DatasetRows rows, Champion champion) {
        stages.at("measuring");
        return new Measuring(declaration.encoding(), rows).result(queued, made, champion);
    }

    private void write(DatasetRows rows, Path work) throws IOException {
        try (SplitFiles files = SplitFiles.create(work, RowColumns.of(rows.key(), declaration))) {
            rows.forEach(row -> {
                try {
                    files.write(row);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private Assignment assignment(Path work) {
        ExternalTrainer trainer = queued.getTrainer();
        ObjectNode hyperparameters = (ObjectNode) JsonMapper.shared().readTree(trainer.getHyperparameters());
        return new Assignment(
                program,
                work,
                new TrainerRequest(
                        new TrainerRequest.Subject(
                                queued.getPipeline(),
                                queued.getRevision(),
                                queued.getVersion(),
                                queued.getCut().getNumber()),
                        TrainerRequest.Task.REGRESSION,
                        declaration.encoding(),
                        new TrainerRequest.Settings(hyperparameters, trainer.getSeed()),
                        new TrainerRequest.Rows(
                                queued.getDatasetDigest(), queued.getTrainRows(), queued.getTestRows())),
                Duration.ofMillis(trainer.getTimeoutMs()));
    }
}
