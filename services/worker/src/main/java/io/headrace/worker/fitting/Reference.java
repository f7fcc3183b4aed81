package io.headrace.worker.fitting;

import io.headrace.dataset.stream.DatasetRow;
import java.util.List;

/// What a trainer itself predicts, which its graph is held against.
public interface Reference {

    /// What people call it.
    String name();

    /// A number, or the probability of each class, of each row.
    double[][] predict(List<DatasetRow> rows);

    /// By how much a prediction may differ: this share of the scale.
    double tolerance();

    /// The scale, at least: 1 of probabilities. Beyond it counts the largest prediction, from the offset on.
    default double scale() {
        return 1;
    }

    /// What every prediction begins with: 0 of probabilities.
    default double offset() {
        return 0;
    }
}
