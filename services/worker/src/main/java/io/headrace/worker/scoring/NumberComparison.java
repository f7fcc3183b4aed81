package io.headrace.worker.scoring;

import ai.onnxruntime.OnnxTensor;
import io.headrace.exact.Cell;
import java.util.List;
import java.util.Optional;

/// Predictions held against numbers. Not thread-safe.
final class NumberComparison implements Comparison {

    private final Slices<Errors> errors;
    private long rows;
    private long notFinite;
    private long outOfRange;

    /// @param errors none as yet
    NumberComparison(Slices<Errors> errors) {
        this.errors = errors;
    }

    @Override
    public Optional<String> take(OnnxTensor answers, List<List<Cell>> batch) {
        double[] predictions = Comparison.doubles(answers);
        if (predictions.length != batch.size()) {
            return Optional.of(
                    "the model gives %,d predictions for %,d rows".formatted(predictions.length, batch.size()));
        }
        for (int i = 0; i < predictions.length; i++) {
            compare(predictions[i], batch.get(i));
        }
        return Optional.empty();
    }

    private void compare(double prediction, List<Cell> row) {
        if (!(row.getLast() instanceof Cell.Numeric(double label))) {
            throw new IllegalArgumentException(
                    "the label is %s: a row of a dataset has a number".formatted(row.getLast()));
        }
        rows++;
        if (!Double.isFinite(prediction)) {
            notFinite++;
        } else if (!Errors.fits(prediction)) {
            outOfRange++;
        } else {
            errors.of(row).forEach(place -> place.add(prediction, label));
        }
    }

    @Override
    public ScoredModel scored() {
        if (notFinite > 0) {
            return new Unfit("the model predicts NaN or infinity for %,d of %,d rows".formatted(notFinite, rows));
        }
        if (outOfRange > 0) {
            return new Unfit("the model predicts more than 2^60 for %,d of %,d rows".formatted(outOfRange, rows));
        }
        return new ScoredModel.Scored(errors.score(), errors.scores());
    }
}
