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
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
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
    private final Errors errors = new Errors();
    private long rows;
    private long notFinite;
    private long outOfRange;
    private @Nullable String broken;

    private OnnxScoring(OrtSession session, List<InputColumn> columns, String output) {
        this.session = session;
        this.columns = columns;
        this.output = output;
    }

    /// Opens a model, if it asks for these features.
    public static OpenedModel open(byte[] model, Encoding encoding) {
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
                        session, signature.columns(encoding), signature.output().orElseThrow()));
            }
            session.close();
            return new Unfit(problem.get());
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot say what a model asks for", e);
        }
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
        if (notFinite > 0) {
            return new Unfit("the model predicts NaN or infinity for %,d of %,d rows".formatted(notFinite, rows));
        }
        if (outOfRange > 0) {
            return new Unfit("the model predicts more than 2^60 for %,d of %,d rows".formatted(outOfRange, rows));
        }
        return new ScoredModel.Scored(errors.score());
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
            double[] predictions = predictions();
            if (predictions.length == batch.size()) {
                for (int i = 0; i < predictions.length; i++) {
                    compare(predictions[i], batch.get(i).getLast());
                }
            } else {
                broken = "the model gives %,d predictions for %,d rows".formatted(predictions.length, batch.size());
            }
        } catch (OrtException e) {
            broken = "the model cannot be run: " + because(e);
        }
        batch.clear();
    }

    private void compare(double prediction, Cell label) {
        if (!(label instanceof Cell.Numeric(double value))) {
            throw new IllegalArgumentException("the label is %s: a row of a dataset has a number".formatted(label));
        }
        rows++;
        if (!Double.isFinite(prediction)) {
            notFinite++;
        } else if (!Errors.fits(prediction)) {
            outOfRange++;
        } else {
            errors.add(prediction, value);
        }
    }

    private double[] predictions() throws OrtException {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            for (int i = 0; i < columns.size(); i++) {
                int at = i;
                List<Cell> cells = batch.stream().map(row -> row.get(at)).toList();
                InputColumn column = columns.get(i);
                inputs.put(column.feature().column(), column.tensor(runtime, cells));
            }
            try (OrtSession.Result result = session.run(inputs, Set.of(output))) {
                return doubles((OnnxTensor) result.get(0));
            }
        } finally {
            OnnxValue.close(inputs);
        }
    }

    private static double[] doubles(OnnxTensor tensor) {
        DoubleBuffer doubles = tensor.getDoubleBuffer();
        if (doubles != null) {
            double[] values = new double[doubles.remaining()];
            doubles.get(values);
            return values;
        }
        FloatBuffer floats = tensor.getFloatBuffer();
        double[] values = new double[floats.remaining()];
        for (int i = 0; i < values.length; i++) {
            values[i] = floats.get(i);
        }
        return values;
    }

    private static String because(OrtException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
