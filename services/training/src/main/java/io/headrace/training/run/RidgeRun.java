package io.headrace.training.run;

import io.headrace.exact.Evaluation;
import io.headrace.exact.Ridge;
import io.headrace.training.core.Champion;
import io.headrace.training.core.Feed;
import io.headrace.training.core.Figures;
import io.headrace.training.core.Outcome;
import io.headrace.training.core.Outcome.Failed;
import io.headrace.training.core.Outcome.Trained;
import io.headrace.training.core.Plan;
import io.headrace.training.core.Run;
import io.headrace.training.run.DatasetRows.Sums;
import io.headrace.training.run.RidgeModel.Made.Model;
import io.headrace.training.run.RidgeModel.Made.Nothing;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Trains a version, measures it and the champion at the same cut.
public final class RidgeRun {

    private final Connection tx;
    private final String pipeline;

    public RidgeRun(Connection tx, String pipeline) {
        this.tx = tx;
        this.pipeline = pipeline;
    }

    /// Runs to the end.
    public Outcome of(Plan.Columns columns, double l2, Run run) throws SQLException {
        Sums sums = DatasetRows.of(tx, pipeline, run.feed());
        Feed.Rows rows = run.feed().rows();
        return switch (RidgeModel.of(columns, l2, sums.train(), sums.test(), rows)) {
            case Nothing nothing -> new Failed(nothing.reason());
            case Model model -> finish(run, sums, model);
        };
    }

    private Outcome finish(Run run, Sums sums, Model model) throws SQLException {
        Coefficients.of(model.fit())
                .keep(tx, pipeline, run.version(), run.feed().revision());
        return new Trained(
                model.artifact(),
                sums.digest().sha256(),
                Ridge.VERSION,
                model.dropped(),
                model.figures(),
                champion(run, sums),
                null);
    }

    /// By its own revision's columns and test split, at the same cut.
    private @Nullable Figures champion(Run run, Sums sums) throws SQLException {
        Champion champion = run.champion();
        if (champion == null) {
            return null;
        }
        DatasetRows.Key key = new DatasetRows.Key(
                pipeline, champion.revision(), run.feed().cut().number());
        Optional<Coefficients> coefficients = Coefficients.read(tx, pipeline, champion.version());
        Optional<Sums> own =
                champion.revision() == run.feed().revision() ? Optional.of(sums) : DatasetRows.nearest(tx, key);
        if (coefficients.isEmpty() || own.isEmpty()) {
            return null;
        }
        return RidgeModel.figures(Evaluation.of(
                own.get().test(),
                coefficients.get().intercept(),
                coefficients.get().columns()));
    }
}
