package io.headrace.training.onnx;

import io.headrace.exact.Encoding;
import io.headrace.exact.Feature;
import io.headrace.exact.Ridge.Solution.Fit;
import io.headrace.training.onnx.Onnx.ElementType;
import java.util.ArrayList;
import java.util.List;

/// A linear model that answers for raw columns.
///
/// One input per feature, named like its column, N rows of one value: a numeric is a tensor of doubles, a boolean of
/// booleans, a categorical of strings. The output is `prediction`, N rows of one double; all is computed in double.
///
/// As in [Encoding], an undeclared string, the empty one too, counts as *other*. A null numeric is asked as NaN: it
/// takes the constant of the null rule, or without one the prediction is NaN. Tensors have no null booleans.
public final class LinearGraph {

    /// The name of the output.
    public static final String OUTPUT = "prediction";

    private static final String PREFIX = "headrace/";
    static final String INTERCEPT = PREFIX + "intercept";
    static final String WEIGHTS = PREFIX + "weights";
    static final String LOOKUP = "LabelEncoder";

    private final Encoding encoding;
    private final List<Proto> nodes = new ArrayList<>();
    private final List<Proto> initializers = new ArrayList<>();
    private final List<Proto> inputs = new ArrayList<>();
    private final List<String> terms = new ArrayList<>();

    private LinearGraph(Encoding encoding) {
        this.encoding = encoding;
    }

    /// The artifact's bytes.
    ///
    /// @throws IllegalArgumentException if a feature has the output's name
    public static byte[] of(Encoding encoding, Fit fit) {
        if (fit.coefficients().size() != encoding.width()) {
            throw new IllegalArgumentException("%d coefficients for %d columns"
                    .formatted(fit.coefficients().size(), encoding.width()));
        }
        return new LinearGraph(encoding).build(fit);
    }

    private byte[] build(Fit fit) {
        List<String> columns = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        int at = 0;
        for (Feature feature : encoding.features()) {
            List<Double> own = fit.coefficients().subList(at, at + feature.width());
            at += feature.width();
            input(feature);
            switch (feature.kind()) {
                case NUMERIC, BOOLEAN -> {
                    columns.add(column(feature));
                    weights.addAll(own);
                }
                case CATEGORICAL -> terms.add(lookup(feature, own));
            }
        }
        if (!columns.isEmpty()) {
            terms.addFirst(product(columns, weights));
        }
        initializers.add(Onnx.tensor(INTERCEPT, List.of(1, 1), fit.intercept()));
        terms.add(INTERCEPT);
        nodes.add(Onnx.node("Sum", terms, OUTPUT));
        return Onnx.model(Onnx.graph(nodes, initializers, inputs, Onnx.column(OUTPUT, ElementType.DOUBLE)));
    }

    private void input(Feature feature) {
        if (feature.column().equals(OUTPUT)) {
            throw new IllegalArgumentException(
                    "a feature cannot be named %s: that is what the model's output is called".formatted(OUTPUT));
        }
        ElementType type = switch (feature.kind()) {
            case NUMERIC -> ElementType.DOUBLE;
            case BOOLEAN -> ElementType.BOOL;
            case CATEGORICAL -> ElementType.STRING;
        };
        inputs.add(Onnx.column(feature.column(), type));
    }

    /// The name of the feature as a column of doubles.
    private String column(Feature feature) {
        String input = feature.column();
        String output = PREFIX + "column/" + input;
        if (feature.kind() == Feature.Kind.BOOLEAN) {
            nodes.add(Onnx.node("Cast", List.of(input), output, Onnx.attribute("to", Onnx.castTo(ElementType.DOUBLE))));
            return output;
        }
        if (encoding.nullConstant() == null) {
            return input;
        }
        String constant = PREFIX + "null";
        if (initializers.isEmpty()) {
            initializers.add(Onnx.tensor(constant, List.of(1, 1), encoding.nullConstant()));
        }
        String isNull = PREFIX + "is-null/" + input;
        nodes.add(Onnx.node("IsNaN", List.of(input), isNull));
        nodes.add(Onnx.node("Where", List.of(isNull, constant, input), output));
        return output;
    }

    private String product(List<String> columns, List<Double> weights) {
        String row = PREFIX + "row";
        String output = PREFIX + "product";
        nodes.add(Onnx.node("Concat", columns, row, Onnx.attribute("axis", 1)));
        initializers.add(Onnx.tensor(
                WEIGHTS,
                List.of(weights.size(), 1),
                weights.stream().mapToDouble(Double::doubleValue).toArray()));
        nodes.add(Onnx.node("MatMul", List.of(row, WEIGHTS), output));
        return output;
    }

    /// One-hot columns times their weights is one weight: it is looked up.
    private String lookup(Feature feature, List<Double> own) {
        String output = PREFIX + "category/" + feature.column();
        int declared = feature.values().size();
        double[] weights = new double[declared];
        for (int value = 1; value < declared; value++) {
            weights[value] = own.get(value - 1);
        }
        nodes.add(Onnx.mlNode(
                LOOKUP,
                feature.column(),
                output,
                Onnx.attribute("keys_tensor", Onnx.tensor("keys", feature.values())),
                Onnx.attribute("values_tensor", Onnx.tensor("values", List.of(declared), weights)),
                Onnx.attribute("default_tensor", Onnx.tensor("default", List.of(1), own.getLast()))));
        return output;
    }
}
