package io.headrace.worker.trees;

import io.headrace.exact.Encoding;
import io.headrace.exact.Feature;
import io.headrace.exact.NullRule;
import io.headrace.onnx.Onnx;
import io.headrace.onnx.Onnx.ElementType;
import io.headrace.onnx.Proto;
import java.util.ArrayList;
import java.util.List;

/// Trees that answer for raw columns, as a graph with one TreeEnsembleRegressor.
///
/// One input per feature, named like its column, N rows of one value: a numeric is a tensor of doubles, a boolean of
/// booleans, a categorical of strings. They become columns as in [TreeColumns]. The output is `prediction`, N rows of
/// one double, or `probabilities`, N rows of one double per class, of false and true in this order.
///
/// A null numeric is asked as NaN; where such rows are excluded every answer for it is NaN.
final class TreeGraph {

    private static final String PREDICTION = "prediction";
    private static final String PROBABILITIES = "probabilities";
    private static final String PREFIX = "headrace/";

    private final Encoding encoding;
    private final Objective objective;
    private final List<Proto> nodes = new ArrayList<>();
    private final List<Proto> initializers = new ArrayList<>();

    private TreeGraph(Encoding encoding, Objective objective) {
        this.encoding = encoding;
        this.objective = objective;
    }

    /// What the output of such a graph is called.
    static String output(Objective objective) {
        return switch (objective) {
            case Objective.Regression _ -> PREDICTION;
            case Objective.Binary _, Objective.MultiClass _ -> PROBABILITIES;
        };
    }

    /// The artifact's bytes; equal trees have equal ones.
    ///
    /// @param offset to be added to what the trees of a regression predict
    static byte[] of(Encoding encoding, Objective objective, BoosterJson trees, double offset) {
        return new TreeGraph(encoding, objective).build(trees, offset);
    }

    private byte[] build(BoosterJson trees, double offset) {
        List<String> columns = encoding.features().stream().map(this::column).toList();
        String row = node("Concat", columns, "row", Onnx.attribute("axis", 1));
        String sum = PREFIX + "sum";
        nodes.add(Onnx.mlNode(
                "TreeEnsembleRegressor",
                row,
                sum,
                TreeNodes.attributes(trees.model(), objective.targets(), margin(trees.baseScore()))));
        String answer = node("Cast", List.of(transformed(sum)), "answer", to(ElementType.DOUBLE));
        int width = 1;
        switch (objective) {
            case Objective.Regression _ ->
                answer = node("Add", List.of(answer, constant("offset", offset)), "with-offset");
            case Objective.Binary _ -> width = 2;
            case Objective.MultiClass many -> width = many.targets();
        }
        String output = output(objective);
        nodes.add(Onnx.node("Where", List.of(excluded(), constant("none", Double.NaN), answer), output));
        List<Proto> inputs = encoding.features().stream()
                .map(feature -> Onnx.column(feature.column(), type(feature)))
                .toList();
        return Onnx.model(
                Onnx.graph("trees", nodes, initializers, inputs, Onnx.columns(output, ElementType.DOUBLE, width)));
    }

    private static ElementType type(Feature feature) {
        return switch (feature.kind()) {
            case NUMERIC -> ElementType.DOUBLE;
            case BOOLEAN -> ElementType.BOOL;
            case CATEGORICAL -> ElementType.STRING;
        };
    }

    /// The name of the feature's columns of floats.
    private String column(Feature feature) {
        String input = feature.column();
        String name = "column/" + input;
        return switch (feature.kind()) {
            case BOOLEAN -> node("Cast", List.of(input), name, to(ElementType.FLOAT));
            case NUMERIC -> node("Cast", List.of(filled(feature)), name, to(ElementType.FLOAT));
            case CATEGORICAL -> {
                String values = PREFIX + "values/" + input;
                nodes.add(Onnx.mlNode(
                        "OneHotEncoder",
                        input,
                        values,
                        Onnx.attribute("cats_strings", feature.values()),
                        Onnx.attribute("zeros", 1)));
                String shape = PREFIX + "shape/" + input;
                initializers.add(Onnx.tensor(shape, 0, feature.values().size()));
                yield node("Reshape", List.of(values, shape), name);
            }
        };
    }

    /// The name of a numeric whose nulls are what they were in training.
    private String filled(Feature feature) {
        String input = feature.column();
        return switch (encoding.nullsOf(feature)) {
            case NullRule.Exclude(), NullRule.Mean() -> input;
            case NullRule.Constant(double value) ->
                node(
                        "Where",
                        List.of(
                                node("IsNaN", List.of(input), "is-null/" + input),
                                constant("null/" + input, value),
                                input),
                        "filled/" + input);
        };
    }

    /// The name of what says whether a row would not be in the dataset: N rows of one boolean, or one for all.
    private String excluded() {
        List<String> columns = encoding.features().stream()
                .filter(feature ->
                        feature.kind() == Feature.Kind.NUMERIC && encoding.nullsOf(feature) instanceof NullRule.Exclude)
                .map(Feature::column)
                .toList();
        String nothing = columns.isEmpty()
                ? constant("no-null", 0)
                : node("Concat", columns, "not-null", Onnx.attribute("axis", 1));
        String flags = node("Cast", List.of(node("IsNaN", List.of(nothing), "is-nan")), "nans", to(ElementType.FLOAT));
        String most = node(
                "ReduceMax",
                List.of(flags),
                "most",
                Onnx.attribute("axes", new long[] {1}),
                Onnx.attribute("keepdims", 1));
        return node("Cast", List.of(most), "excluded", to(ElementType.BOOL));
    }

    /// What the trees add up to, as what is asked for.
    private String transformed(String sum) {
        return switch (objective) {
            case Objective.Regression _ -> sum;
            case Objective.MultiClass _ -> node("Softmax", List.of(sum), "softmax", Onnx.attribute("axis", 1));
            case Objective.Binary _ -> {
                String isTrue = node("Sigmoid", List.of(sum), "true");
                String isFalse = node("Sigmoid", List.of(node("Neg", List.of(sum), "minus")), "false");
                yield node("Concat", List.of(isFalse, isTrue), "both", Onnx.attribute("axis", 1));
            }
        };
    }

    /// As a sum, what every prediction begins with.
    private float margin(float base) {
        return switch (objective) {
            case Objective.Regression _, Objective.MultiClass _ -> base;
            case Objective.Binary _ -> (float) -Math.log(1.0 / base - 1);
        };
    }

    private String constant(String name, double value) {
        String full = PREFIX + name;
        initializers.add(Onnx.tensor(full, List.of(1, 1), value));
        return full;
    }

    private String node(String operator, List<String> inputs, String output, Proto... attributes) {
        String full = PREFIX + output;
        nodes.add(Onnx.node(operator, inputs, full, attributes));
        return full;
    }

    private static Proto to(ElementType type) {
        return Onnx.attribute("to", Onnx.castTo(type));
    }
}
