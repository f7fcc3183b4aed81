package io.headrace.worker.trees;

import io.headrace.exact.Encoding;
import io.headrace.onnx.Onnx;
import io.headrace.onnx.Onnx.ElementType;
import io.headrace.worker.fitting.Objective;
import io.headrace.worker.fitting.RawColumns;
import java.util.List;
import java.util.Map;

/// Trees that answer for raw columns, as a graph with one TreeEnsembleRegressor.
///
/// The output is `prediction`, N rows of one double, or `probabilities`, N rows of one double per class, of false and
/// true in this order. Trees split floats.
final class TreeGraph {

    private final Objective objective;
    private final RawColumns graph;

    private TreeGraph(Encoding encoding, Objective objective) {
        this.objective = objective;
        this.graph = new RawColumns(encoding, ElementType.FLOAT, Map.of());
    }

    /// The artifact's bytes; equal trees have equal ones.
    ///
    /// @param offset to be added to what the trees of a regression predict
    static byte[] of(Encoding encoding, Objective objective, BoosterJson trees, double offset) {
        return new TreeGraph(encoding, objective).build(trees, offset);
    }

    private byte[] build(BoosterJson trees, double offset) {
        String sum = graph.mlNode(
                "TreeEnsembleRegressor",
                graph.rows(),
                "sum",
                TreeNodes.attributes(trees.model(), objective.targets(), margin(trees.baseScore())));
        String answer = graph.node("Cast", List.of(transformed(sum)), "answer", RawColumns.to(ElementType.DOUBLE));
        if (objective instanceof Objective.Regression) {
            answer = graph.node("Add", List.of(answer, graph.constant("offset", offset)), "with-offset");
        }
        return graph.model("trees", answer, objective.output(), objective.answers());
    }

    /// What the trees add up to, as what is asked for.
    private String transformed(String sum) {
        return switch (objective) {
            case Objective.Regression _ -> sum;
            case Objective.MultiClass _ -> graph.node("Softmax", List.of(sum), "softmax", Onnx.attribute("axis", 1));
            case Objective.Binary _ -> graph.bothOf(sum);
        };
    }

    /// As a sum, what every prediction begins with.
    private float margin(float base) {
        return switch (objective) {
            case Objective.Regression _, Objective.MultiClass _ -> base;
            case Objective.Binary _ -> (float) -Math.log(1.0 / base - 1);
        };
    }
}
