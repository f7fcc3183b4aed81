package io.headrace.client.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import io.headrace.client.Model;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/// One version, loaded into ONNX Runtime; it answers from raw columns by name, from any number of threads: it
/// predicts a number, or it tells the probabilities of classes.
///
/// Classes are known by their numbers, from 0: of a boolean label 0 is false and 1 is true, those of a
/// categorical one are in the order in which the pipeline declares them.
public final class OnnxModel implements AutoCloseable {

    private static final String PREDICTION = "prediction";
    private static final String PROBABILITIES = "probabilities";

    private final Model model;
    private final OrtEnvironment runtime = OnnxEnvironment.open();
    private final OrtSession session;
    private final List<Input> inputs;
    private final String output;
    private final boolean isOfClasses;

    /// Runtime frees the session's memory under the feet of whoever still predicts: closing waits for them.
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private boolean closed;

    private OnnxModel(Model model) throws OrtException {
        this.model = model;
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            this.session = runtime.createSession(model.bytes(), options);
        }
        this.inputs = Input.of(session);
        this.output = output(session);
        this.isOfClasses = output.equals(PROBABILITIES) || isTable(session, output);
    }

    /// Loads the model.
    ///
    /// @throws IllegalArgumentException if ONNX Runtime cannot read it
    public static OnnxModel load(Model model) {
        try {
            return new OnnxModel(model);
        } catch (OrtException e) {
            throw new IllegalArgumentException(
                    "ONNX Runtime cannot load %s: is its version older than the model's operators?".formatted(model),
                    e);
        }
    }

    /// The only one, or the one that is called so.
    private static String output(OrtSession session) {
        Set<String> names = session.getOutputNames();
        if (names.size() == 1) {
            return names.iterator().next();
        }
        return names.contains(PROBABILITIES) ? PROBABILITIES : PREDICTION;
    }

    /// Whether it is known to have several columns.
    private static boolean isTable(OrtSession session, String output) throws OrtException {
        NodeInfo node = session.getOutputInfo().get(output);
        return node != null
                && node.getInfo() instanceof TensorInfo info
                && info.getShape().length == 2
                && info.getShape()[1] > 1;
    }

    public Model model() {
        return model;
    }

    /// The columns that a row must have.
    public List<String> columns() {
        return inputs.stream().map(Input::column).toList();
    }

    /// The prediction for one row.
    ///
    /// @param row values by column: numbers, booleans, strings; others are ignored
    /// @throws IllegalArgumentException if a column is missing or of another type
    /// @throws IllegalStateException if the model tells classes
    public double predict(Map<String, ? extends @Nullable Object> row) {
        return predict(List.of(row))[0];
    }

    /// The predictions for some rows, in their order; see [#predict(Map)].
    public double[] predict(List<? extends Map<String, ? extends @Nullable Object>> rows) {
        if (isOfClasses) {
            throw new IllegalStateException(
                    "%s tells classes, not a number: ask it for probabilities, or to classify".formatted(model));
        }
        return answers(rows);
    }

    /// The probability of each class for one row.
    ///
    /// @param row as in [#predict(Map)]
    /// @throws IllegalArgumentException if a column is missing or of another type
    /// @throws IllegalStateException if the model predicts a number
    public double[] probabilities(Map<String, ? extends @Nullable Object> row) {
        return probabilities(List.of(row))[0];
    }

    /// The same for some rows, in their order: of N rows and K classes [N][K].
    public double[][] probabilities(List<? extends Map<String, ? extends @Nullable Object>> rows) {
        if (!isOfClasses) {
            throw new IllegalStateException(
                    "%s predicts a number and knows no classes: ask it to predict".formatted(model));
        }
        double[] answers = answers(rows);
        int classes = rows.isEmpty() ? 0 : answers.length / rows.size();
        double[][] probabilities = new double[rows.size()][];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = Arrays.copyOfRange(answers, i * classes, (i + 1) * classes);
        }
        return probabilities;
    }

    /// The number of the most probable class for one row, of several the first; see [#probabilities(Map)].
    public int classify(Map<String, ? extends @Nullable Object> row) {
        return mostProbable(probabilities(row));
    }

    /// The same for some rows, in their order.
    public int[] classify(List<? extends Map<String, ? extends @Nullable Object>> rows) {
        return Arrays.stream(probabilities(rows))
                .mapToInt(OnnxModel::mostProbable)
                .toArray();
    }

    static int mostProbable(double[] probabilities) {
        int most = 0;
        for (int i = 1; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[most]) {
                most = i;
            }
        }
        return most;
    }

    private double[] answers(List<? extends Map<String, ? extends @Nullable Object>> rows) {
        use.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("%s was closed: predict with the one in production".formatted(model));
            }
            return run(rows);
        } catch (OrtException e) {
            throw new IllegalStateException("%s could not predict".formatted(model), e);
        } finally {
            use.readLock().unlock();
        }
    }

    private double[] run(List<? extends Map<String, ? extends @Nullable Object>> rows) throws OrtException {
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try {
            for (Input input : inputs) {
                tensors.put(input.column(), input.tensor(runtime, rows));
            }
            try (OrtSession.Result result = session.run(tensors, Set.of(output))) {
                return doubles(result.get(0));
            }
        } finally {
            OnnxValue.close(tensors);
        }
    }

    private double[] doubles(OnnxValue output) {
        DoubleBuffer doubles = output instanceof OnnxTensor tensor ? tensor.getDoubleBuffer() : null;
        if (doubles != null) {
            double[] predictions = new double[doubles.remaining()];
            doubles.get(predictions);
            return predictions;
        }
        FloatBuffer floats = output instanceof OnnxTensor tensor ? tensor.getFloatBuffer() : null;
        if (floats == null) {
            throw new IllegalStateException("The output of %s is %s, not doubles or floats: it was not made by Headrace"
                    .formatted(model, output));
        }
        double[] predictions = new double[floats.remaining()];
        for (int i = 0; i < predictions.length; i++) {
            predictions[i] = floats.get(i);
        }
        return predictions;
    }

    /// Waits for whoever predicts, then frees the memory.
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                session.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException("%s could not be closed".formatted(model), e);
        } finally {
            use.writeLock().unlock();
        }
    }
}
