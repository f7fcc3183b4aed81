package io.headrace.worker.trees;

import ai.onnxruntime.OrtException;
import io.headrace.dataset.stream.DatasetRow;
import io.headrace.exact.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

/// Compares what a graph predicts with what XGBoost predicts, row by row.
///
/// Both add up floats, in another order. So a difference may be [#TOLERANCE] of the largest prediction, from the offset
/// on; of a probability, of 1.
final class Parity implements Consumer<DatasetRow> {

    static final double TOLERANCE = 1e-5;

    private static final int BATCH = 4096;

    private final TreeColumns columns;
    private final Grown grown;
    private final Asked asked;
    private final List<DatasetRow> batch = new ArrayList<>();
    private double scale;
    private double worst = -1;
    private @Nullable String where;

    Parity(TreeColumns columns, Grown grown, Asked asked) {
        this.columns = columns;
        this.grown = grown;
        this.asked = asked;
        this.scale = switch (grown.objective()) {
            case Objective.Regression _ -> 0;
            case Objective.Binary _, Objective.MultiClass _ -> 1;
        };
    }

    @Override
    public void accept(DatasetRow row) {
        batch.add(row);
        if (batch.size() == BATCH) {
            compare();
        }
    }

    /// Where they differ most, if that is too much; empty: they agree.
    Optional<String> difference() {
        if (!batch.isEmpty()) {
            compare();
        }
        return worst <= TOLERANCE * scale
                ? Optional.empty()
                : Optional.of(
                        "its ONNX graph does not predict what XGBoost predicts: %s, and no more than %s may lie between"
                                .formatted(where, TOLERANCE * scale));
    }

    private void compare() {
        float[] values = new float[batch.size() * columns.width()];
        for (int i = 0; i < batch.size(); i++) {
            columns.put(batch.get(i).cells(), values, i * columns.width());
        }
        List<List<Cell>> cells = batch.stream().map(DatasetRow::cells).toList();
        try {
            double[][] expected = grown.predict(values, batch.size());
            double[][] answers = asked.predict(cells);
            for (int i = 0; i < expected.length; i++) {
                compare(batch.get(i), expected[i], answers[i]);
            }
        } catch (OrtException | XGBoostError e) {
            throw new IllegalStateException("a model that was just made cannot be asked", e);
        }
        batch.clear();
    }

    private void compare(DatasetRow row, double[] expected, double[] answer) {
        for (int i = 0; i < expected.length; i++) {
            scale = Math.max(scale, Math.abs(expected[i] - grown.offset()));
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
