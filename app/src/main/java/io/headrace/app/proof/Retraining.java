package io.headrace.app.proof;

import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.core.RevisionId;
import io.headrace.dataset.core.Tally;
import io.headrace.dataset.stream.DiskRows;
import io.headrace.dataset.stream.TableFold;
import io.headrace.events.PipelineSpec;
import io.headrace.exact.Ridge;
import io.headrace.training.core.Feed;
import io.headrace.training.core.Plan;
import io.headrace.training.core.Trainer;
import io.headrace.training.run.RidgeModel;
import io.headrace.training.stream.Plans;
import io.headrace.worker.inprocess.InProcessTrainer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Trains a version once more, from rows that were folded up to its cut.
///
/// @param history knows what the versions' revisions specify
/// @param scratch for rows in the order of their keys
record Retraining(EventHistory history, Scratch scratch) {

    /// What differs from what was announced, a sentence each; none: the version came out bit by bit.
    ///
    /// @param fold of the rows, up to the version's cut
    List<String> differences(Announced version, TableFold fold) {
        if (!fold.isWhole()) {
            return List.of("cut: the table is not whole in its topic at cut %d"
                    .formatted(version.cut().getNumber()));
        }
        Tally tally = fold.tally(declaration(version).id());
        Plan plan = Plans.plan(version.revision(), specification(version));
        Feed.Rows counts = new Feed.Rows(tally.train().count(), tally.test().count(), tally.refused(), List.of());
        Announced.Rows rows = new Announced.Rows(counts.train(), counts.test(), counts.refused());
        String digest = tally.digest().sha256();
        Reproduced again = switch (plan.trainer()) {
            case Trainer.OnWorker worker
            when InProcessTrainer.knows(worker.kind()) -> {
                // Where a search found them, the event alone says which they were.
                String hyperparameters =
                        Objects.requireNonNullElse(version.training().hyperparameters(), worker.hyperparameters());
                InProcessTrainer trainer = new InProcessTrainer(worker.kind(), hyperparameters, worker.seed());
                yield new Reproduced(refitted(version, trainer, fold, counts.train()), digest, rows, trainer.name());
            }
            case Trainer.OnWorker _ ->
                new Reproduced(
                        new Reproduced.Made.Elsewhere(),
                        digest,
                        rows,
                        version.training().trainer());
            case Trainer.Ridge(double l2) ->
                new Reproduced(
                        made(RidgeModel.of(plan.columns(), l2, tally.train(), tally.test(), counts)),
                        digest,
                        rows,
                        Ridge.VERSION);
        };
        return again.differences(version);
    }

    private Reproduced.Made refitted(Announced version, InProcessTrainer trainer, TableFold fold, long trainRows) {
        try (DiskRows sorted = new DiskRows(scratch.next())) {
            return new Refit(declaration(version), trainer).made(fold, trainRows, sorted);
        }
    }

    private static Reproduced.Made made(RidgeModel.Made made) {
        return switch (made) {
            case RidgeModel.Made.Nothing nothing -> new Reproduced.Made.Nothing(nothing.reason());
            case RidgeModel.Made.Model model ->
                new Reproduced.Made.Model(
                        model.artifact().sha256(),
                        Math.toIntExact(model.artifact().size()),
                        model.dropped(),
                        new Announced.Figures(
                                model.figures().testRows(),
                                model.figures().rmse(),
                                model.figures().r2(),
                                model.figures().meanError()));
        };
    }

    /// Why a version is not trained here, though its rows are compared; empty: it is.
    Optional<String> untrained(Announced version) {
        return Plans.plan(version.revision(), specification(version)).trainer() instanceof Trainer.OnWorker worker
                        && !InProcessTrainer.knows(worker.kind())
                ? Optional.of(
                        "%s is a program of its own, which only workers start: compared are the rows, not the model"
                                .formatted(worker.name()))
                : Optional.empty();
    }

    /// What the version's revision wants to know of its table.
    Declaration declaration(Announced version) {
        return history.declaration(new RevisionId(version.pipeline(), version.revision()));
    }

    private PipelineSpec specification(Announced version) {
        PipelineSpec specification = history.specification(version);
        if (specification == null) {
            throw new IllegalStateException("%s has no specification, and was let through".formatted(version.name()));
        }
        return specification;
    }
}
