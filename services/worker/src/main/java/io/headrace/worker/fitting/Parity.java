package io.headrace.worker.fitting;

import ai.onnxruntime.OrtException;
import io.headrace.dataset.stream.DatasetRow;
import io.headrace.exact.Encoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Compares what a graph predicts with what the trainer itself predicts, row by row.
public final class Parity implements Consumer<DatasetRow> {

    private static final int BATCH = 4096;

    private final Reference reference;
    private final Asked asked;
    private final List<DatasetRow> batch = new ArrayList<>();
    private double scale;
    private double worst = -1;
    private @Nullable String where;

    private Parity(Reference reference, Asked asked) {
        this.reference = reference;
        this.asked = asked;
        this.scale = reference.scale();
    }

    /// What is wrong with a graph on the test rows, or where there are none on the training rows; empty: it predicts
    /// what the trainer predicts.
    ///
    /// @param rows one at least
    public static Optional<String> difference(byte[] graph, Encoding encoding, Reference reference, Rows rows) {
        try (Asked asked = new Asked(graph, encoding)) {
            for (boolean test : new boolean[] {true, false}) {
                Parity parity = new Parity(reference, asked);
                rows.forEach(row -> {
                    if (row.test() == test) {
                        parity.accept(row);
                    }
                });
                parity.compare();
                if (parity.worst >= 0) {
                    return parity.difference();
                }
            }
            throw new IllegalStateException("there was a row to train with");
        } catch (OrtException e) {
            return Optional.of("made a model that ONNX Runtime cannot open: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    @Override
    public void accept(DatasetRow row) {
        batch.add(row);
        if (batch.size() == BATCH) {
            compare();
        }
    }

    /// Where they differ most, if that is too much; empty: they agree.
    private Optional<String> difference() {
        double most = reference.tolerance() * scale;
        return worst <= most
                ? Optional.empty()
                : Optional.of(
                        "its ONNX graph does not predict what %s predicts: %s, and no more than %s may lie between"
                                .formatted(reference.name(), where, most));
    }

    private void compare() {
        if (batch.isEmpty()) {
            return;
        }
        try {
            double[][] expected = reference.predict(batch);
            double[][] answers =
                    asked.predict(batch.stream().map(DatasetRow::cells).toList());
            for (int i = 0; i < expected.length; i++) {
                compare(batch.get(i), expected[i], answers[i]);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("a model that was just made cannot be asked", e);
        }
        batch.clear();
    }

    private void compare(DatasetRow row, double[] expected, double[] answer) {
        for (int i = 0; i < expected.length; i++) {
            scale = Math.max(scale, Math.abs(expected[i] - reference.offset()));
            double difference = Math.abs(expected[i] - answer[i]);
            if (Double.isNaN(difference)) {
                difference = Double.POSITIVE_INFINITY;
            }
            if (difference > worst) {
                worst = difference;
                where = "%s and %s for the row %s".formatted(answer[i], expected[i], String.join(", ", row.key()));
            }
        }
    }
}
