package io.headrace.worker.scoring;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.headrace.client.onnx.OnnxEnvironment;
import io.headrace.dataset.stream.DatasetRow;
import io.headrace.exact.Cell;
import io.headrace.exact.Encoding;
import io.headrace.exact.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An ONNX model that is asked about rows, a batch at a time, and compared with their labels. It runs on
/// one thread, so that the same model and rows have the same score. Not thread-safe.
public final class OnnxScoring implements Consumer<DatasetRow>, AutoCloseable {

    private static final int BATCH = 4096;

    private final OrtEnvironment runtime = OnnxEnvironment.open();
    private final OrtSession session;
    private final List<InputColumn> columns;
    private final String output;
    private final List<List<Cell>> batch = new ArrayList<>();
    private final Comparison comparison;
    private @Nullable String broken;

    private OnnxScoring(OrtSession session, List<InputColumn> columns, String output, Comparison comparison) {
        this.session = session;
        this.columns = columns;
        this.output = output;
        this.comparison = comparison;
    }

    /// The score of a model on the test rows.
    ///
    /// @param slices as in [#open]
    /// @param rows hands over all rows
    public static ScoredModel onTestRows(
            byte[] model, Encoding encoding, List<String> slices, Consumer<Consumer<DatasetRow>> rows) {
        return switch (open(model, encoding, slices)) {
            case Unfit unfit -> unfit;
            case OpenedModel.Fit(OnnxScoring scoring) -> {
                try (scoring) {
                    rows.accept(row -> {
                        if (row.test()) {
                            scoring.accept(row);
                        }
                    });
                    yield scoring.score();
                }
            }
        };
    }

    /// Opens a model, if it asks for these features and answers as the label wants it.
    ///
    /// @param slices boolean or categorical features, on the rows of each of whose values it is scored, too
    public static OpenedModel open(byte[] model, Encoding encoding, List<String> slices) {
        OrtSession session;
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL); // errors go into a sentence
            session = OnnxEnvironment.open().createSession(model, options);
        } catch (OrtException e) {
            return new Unfit("the model's %,d bytes are none that ONNX Runtime can open: %s"
                    .formatted(model.length, because(e)));
        }
        try {
            Signature signature = Signature.of(session);
            Optional<String> problem = signature.problem(encoding);
            if (problem.isEmpty()) {
                return new OpenedModel.Fit(new OnnxScoring(
                        session,
                        signature.columns(encoding),
                        signature.output(encoding.label()).orElseThrow(),
                        comparison(encoding, slices)));
            }
            session.close();
            return new Unfit(problem.get());
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot say what a model asks for", e);
        }
    }

    private static Comparison comparison(Encoding encoding, List<String> slices) {
        Label label = encoding.label();
        return switch (label.kind()) {
            case NUMERIC -> new NumberComparison(new Slices<>(encoding.features(), slices, Errors::new));
            case DATE -> throw new IllegalStateException("no label is a date");
            case BOOLEAN, CATEGORICAL ->
                new ClassComparison(
                        label,
                        new Slices<>(
                                encoding.features(),
                                slices,
                                () -> new Answers(label.classes().size())));
        };
    }

    /// Takes a row into account, whichever split it is in.
    @Override
    public void accept(DatasetRow row) {
        if (broken != null) {
            return;
        }
        batch.add(row.cells());
        if (batch.size() == BATCH) {
            scoreBatch();
        }
    }

    /// The score of all rows until now.
    public ScoredModel score() {
        if (!batch.isEmpty()) {
            scoreBatch();
        }
        if (broken != null) {
            return new Unfit(broken);
        }
        return comparison.scored();
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot close a model", e);
        }
    }

    private void scoreBatch() {
        try {
            answer();
        } catch (OrtException e) {
            broken = "the model cannot be run: " + because(e);
        }
        batch.clear();
    }

    private void answer() throws OrtException {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            for (int i = 0; i < columns.size(); i++) {
                int at = i;
                List<Cell> cells = batch.stream().map(row -> row.get(at)).toList();
                InputColumn column = columns.get(i);
                inputs.put(column.feature().column(), column.tensor(runtime, cells));
            }
            try (OrtSession.Result result = session.run(inputs, Set.of(output))) {
                broken = comparison.take((OnnxTensor) result.get(0), batch).orElse(null);
            }
        } finally {
            OnnxValue.close(inputs);
        }
    }

    private static String because(OrtException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
