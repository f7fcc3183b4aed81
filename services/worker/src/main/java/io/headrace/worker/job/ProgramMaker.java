package io.headrace.worker.job;

import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.stream.DatasetRows;
import io.headrace.events.RunQueued;
import io.headrace.events.WorkerTrainer;
import io.headrace.worker.external.Assignment;
import io.headrace.worker.external.ExternalTrainer;
import io.headrace.worker.external.TrainerOutcome;
import io.headrace.worker.external.TrainerProgram;
import io.headrace.worker.external.TrainerRequest;
import io.headrace.worker.rowfile.RowColumns;
import io.headrace.worker.rowfile.SplitFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Has a program of somebody else make it, in a folder of files.
record ProgramMaker(RunQueued queued, TrainerProgram program, Declaration declaration) implements Maker {

    @Override
    public TrainerOutcome make(DatasetRows rows, Path folder, Stages stages) throws IOException {
        Path work = Files.createDirectory(folder.resolve("work")).toAbsolutePath();
        stages.at("writing rows");
        write(rows, work);
        if (stages.isStopped()) {
            return new TrainerOutcome.Cancelled();
        }
        stages.at("starting " + program.name());
        return new ExternalTrainer().run(assignment(work), stages::at, stages::isStopped);
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
        WorkerTrainer trainer = queued.getTrainer();
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
                        TrainerRequest.Task.of(declaration.encoding().label()),
                        declaration.encoding(),
                        new TrainerRequest.Settings(hyperparameters, trainer.getSeed()),
                        new TrainerRequest.Rows(
                                queued.getDatasetDigest(), queued.getTrainRows(), queued.getTestRows())),
                Duration.ofMillis(trainer.getTimeoutMs()));
    }
}
