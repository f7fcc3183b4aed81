package io.headrace.training.run;

import io.headrace.exact.Encoding;
import io.headrace.exact.Evaluation;
import io.headrace.exact.Ridge;
import io.headrace.exact.Ridge.Solution.CannotFit;
import io.headrace.exact.Ridge.Solution.Fit;
import io.headrace.training.core.Champion;
import io.headrace.training.core.Figures;
import io.headrace.training.core.Outcome;
import io.headrace.training.core.Outcome.Artifact;
import io.headrace.training.core.Outcome.Failed;
import io.headrace.training.core.Outcome.Trained;
import io.headrace.training.core.Plan;
import io.headrace.training.core.Run;
import io.headrace.training.onnx.LinearGraph;
import io.headrace.training.run.DatasetRows.Sums;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
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
    public Outcome of(Plan plan, Run run) throws SQLException {
        DatasetRows.Key key = new DatasetRows.Key(
                pipeline, run.feed().revision(), run.feed().cut().number());
        Sums sums = DatasetRows.read(tx, key)
                .orElseThrow(() -> new IllegalStateException(
                        "headrace.dataset_version has no row for %s, though its counts are known: write it again from headrace.dataset"
                                .formatted(key)));
        if (sums.test().count() == 0) {
            return new Failed("the test split has no rows, so no gate could be measured"
                    + run.feed().rows().refusals());
        }
        return switch (Ridge.solve(sums.train(), plan.l2())) {
            case CannotFit cannot ->
                new Failed(cannot.reason() + run.feed().rows().refusals());
            case Fit fit -> finish(plan, run, sums, fit);
        };
    }

    private Outcome finish(Plan plan, Run run, Sums sums, Fit fit) throws SQLException {
        Encoding encoding = new Encoding(
                plan.columns().features(),
                plan.columns().label(),
                plan.columns().nullConstant());
        byte[] artifact;
        try {
            artifact = LinearGraph.of(encoding, fit);
        } catch (IllegalArgumentException e) {
            return new Failed(String.valueOf(e.getMessage()));
        }
        Coefficients.keep(tx, pipeline, run.version(), run.feed().revision(), fit);
        List<String> columns = encoding.columns();
        return new Trained(
                new Artifact(ByteBuffer.wrap(artifact), sha256(artifact)),
                sums.digest().sha256(),
                Ridge.VERSION,
                fit.dropped().stream().map(columns::get).toList(),
                figures(Evaluation.of(sums.test(), fit.intercept(), fit.coefficients())),
                champion(run, sums));
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
                champion.revision() == run.feed().revision() ? Optional.of(sums) : DatasetRows.read(tx, key);
        if (coefficients.isEmpty() || own.isEmpty()) {
            return null;
        }
        return figures(Evaluation.of(
                own.get().test(),
                coefficients.get().intercept(),
                coefficients.get().columns()));
    }

    private static Figures figures(Evaluation evaluation) {
        return new Figures(evaluation.rows(), evaluation.rmse(), evaluation.r2(), evaluation.meanError());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
