package io.headrace.training.core;

import io.headrace.exact.Feature;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One accepted revision of a pipeline, as far as training needs it.
///
/// @param forget null: no row has to be forgotten in time
/// @param expect what must hold of the rows for a run to begin
public record Plan(
        int revision,
        Columns columns,
        Trainer trainer,
        Trigger trigger,
        List<Gate> gates,
        Approval approval,
        @Nullable Forget forget,
        List<Expectation> expect) {

    public Plan {
        gates = List.copyOf(gates);
        expect = List.copyOf(expect);
    }

    /// What the model looks at, and what it predicts.
    ///
    /// @param nullConstant stands in for a null of a feature without a rule of its own; null: such rows are
    ///     excluded
    public record Columns(
            List<Feature> features, String label, @Nullable Double nullConstant) {
        public Columns {
            features = List.copyOf(features);
        }
    }
}
