package io.headrace.training.run;

import io.headrace.exact.Encoding;
import io.headrace.exact.Evaluation;
import io.headrace.exact.GramMatrix;
import io.headrace.exact.MeanImputation;
import io.headrace.exact.Ridge;
import io.headrace.exact.Ridge.Solution.CannotFit;
import io.headrace.exact.Ridge.Solution.Fit;
import io.headrace.training.core.Feed;
import io.headrace.training.core.Figures;
import io.headrace.training.core.Outcome.Artifact;
import io.headrace.training.core.Plan;
import io.headrace.training.onnx.LinearGraph;
import java.nio.ByteBuffer;
import java.util.List;

/// A ridge as an artifact: nothing but a function of the columns, the penalty and the sums.
public final class RidgeModel {

    private RidgeModel() {}

    /// What became of it.
    public sealed interface Made {

        /// A model.
        ///
        /// @param dropped names of constant or dependent columns
        /// @param figures on the test split
        record Model(Fit fit, Artifact artifact, List<String> dropped, Figures figures) implements Made {
            public Model {
                dropped = List.copyOf(dropped);
            }
        }

        /// Nothing.
        ///
        /// @param reason one sentence
        record Nothing(String reason) implements Made {}
    }

    /// Fits a training split and measures on a test split.
    ///
    /// @param rows in the splits, for the sentence that says why there is no model
    public static Made of(Plan.Columns columns, double l2, GramMatrix train, GramMatrix test, Feed.Rows rows) {
        if (test.count() == 0) {
            return new Made.Nothing("the test split has no rows, so no gate could be measured" + rows.refusals());
        }
        Encoding encoding = new Encoding(columns.features(), columns.label(), columns.nullConstant());
        MeanImputation nulls = MeanImputation.of(train, encoding.imputedColumns());
        return switch (Ridge.solve(nulls.applied(train), l2, encoding.standardizedColumns())) {
            case CannotFit cannot -> new Made.Nothing(cannot.reason() + rows.refusals());
            case Fit fit -> model(encoding, nulls.folded(fit), test);
        };
    }

    private static Made model(Encoding encoding, Fit fit, GramMatrix test) {
        byte[] artifact;
        try {
            artifact = LinearGraph.of(encoding, fit);
        } catch (IllegalArgumentException e) {
            return new Made.Nothing(String.valueOf(e.getMessage()));
        }
        List<String> names = encoding.columns();
        return new Made.Model(
                fit,
                Artifact.of(ByteBuffer.wrap(artifact)),
                fit.dropped().stream().map(names::get).toList(),
                figures(Evaluation.of(test, fit.intercept(), fit.coefficients())));
    }

    static Figures figures(Evaluation evaluation) {
        return new Figures(evaluation.rows(), evaluation.rmse(), evaluation.r2(), evaluation.meanError());
    }
}
