package io.headrace.training.onnx;

import io.headrace.exact.Encoding;
import io.headrace.exact.Feature;
import io.headrace.exact.NullRule;
import io.headrace.exact.Ridge.Solution.Fit;
import io.headrace.exact.Transform;
import io.headrace.onnx.Onnx;
import io.headrace.onnx.Onnx.ElementType;
import io.headrace.onnx.Proto;
import io.headrace.onnx.TransformNodes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A linear model that answers for raw columns.
///
/// One input per feature, named like its column, N rows of one value: a numeric is a tensor of doubles, a
/// boolean of booleans, a categorical of strings, a date of doubles, the seconds since 1970-01-01 in UTC.
/// The output is `prediction`, N rows of one double; all is computed in double.
///
/// As in [Encoding], an undeclared string, the empty one too, counts as *other*. A null numeric or date is
/// asked as NaN: it takes its constant, or what a null weighs where it takes the mean; where such rows are
/// excluded, and of what has no logarithm, the prediction is NaN. Tensors have no null booleans.
public final class LinearGraph {

    /// The name of the output.
    public static final String OUTPUT = "prediction";

    private static final String PREFIX = "headrace/";
    static final String INTERCEPT = PREFIX + "intercept";
    static final String WEIGHTS = PREFIX + "weights";
    static final String WAS_NULL = PREFIX + "was-null/";
    static final String BUCKET_WEIGHTS = PREFIX + "bucket-weights/";
    static final String LOOKUP = "LabelEncoder";

    private final Encoding encoding;
    private final List<Proto> nodes = new ArrayList<>();
    private final List<Proto> initializers = new ArrayList<>();
    private final List<Proto> inputs = new ArrayList<>();
    private final List<String> terms = new ArrayList<>();
    private final Map<Double, String> constants = new HashMap<>();
    private final TransformNodes transforms = new TransformNodes(nodes, initializers);

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
                case NUMERIC, BOOLEAN, DATE -> {
                    columns.addAll(columns(feature));
                    weights.addAll(own);
                }
                case CATEGORICAL -> terms.add(category(feature, own));
            }
        }
        if (!columns.isEmpty()) {
            terms.addFirst(product(columns, weights));
        }
        initializers.add(Onnx.tensor(INTERCEPT, List.of(1, 1), fit.intercept()));
        terms.add(INTERCEPT);
        nodes.add(Onnx.node("Sum", terms, OUTPUT));
        return transforms.model(
                Onnx.graph("linear", nodes, initializers, inputs, Onnx.column(OUTPUT, ElementType.DOUBLE)));
    }

    private void input(Feature feature) {
        if (feature.column().equals(OUTPUT)) {
            throw new IllegalArgumentException(
                    "a feature cannot be named %s: that is what the model's output is called".formatted(OUTPUT));
        }
        ElementType type = switch (feature.kind()) {
            case NUMERIC, DATE -> ElementType.DOUBLE;
            case BOOLEAN -> ElementType.BOOL;
            case CATEGORICAL -> ElementType.STRING;
        };
        inputs.add(Onnx.column(feature.column(), type));
    }

    /// The names of the feature's columns of doubles.
    private List<String> columns(Feature feature) {
        String input = feature.column();
        return switch (feature.kind()) {
            case BOOLEAN -> List.of(cast(input, PREFIX + "column/" + input));
            case NUMERIC -> {
                boolean isLog = feature.transform() instanceof Transform.Log;
                yield numeric(feature, isLog ? transforms.log(input) : input);
            }
            case DATE -> date(feature, transforms.parts(input, feature.parts()));
            case CATEGORICAL -> throw new IllegalStateException("a category is a term");
        };
    }

    private List<String> numeric(Feature feature, String value) {
        String input = feature.column();
        return switch (encoding.nullsOf(feature)) {
            case NullRule.Exclude() -> List.of(value);
            case NullRule.Constant(double constant) ->
                List.of(filled("column/" + input, constant, isNull(input), value));
            case NullRule.Median() ->
                throw new IllegalArgumentException("no sums tell the median of %s".formatted(input));
            case NullRule.Mean() -> {
                String isNull = isNull(input);
                yield List.of(filled("column/" + input, 0, isNull, value), cast(isNull, WAS_NULL + input));
            }
        };
    }

    private List<String> date(Feature feature, List<String> parts) {
        if (encoding.nullsOf(feature) instanceof NullRule.Constant(double constant)) {
            String isNull = isNull(feature.column());
            return IntStream.range(0, parts.size())
                    .mapToObj(at ->
                            filled("column-%d/%s".formatted(at, feature.column()), constant, isNull, parts.get(at)))
                    .toList();
        }
        return parts;
    }

    private String cast(String input, String output) {
        nodes.add(Onnx.node("Cast", List.of(input), output, Onnx.attribute("to", Onnx.castTo(ElementType.DOUBLE))));
        return output;
    }

    private String isNull(String input) {
        String output = PREFIX + "is-null/" + input;
        nodes.add(Onnx.node("IsNaN", List.of(input), output));
        return output;
    }

    private String filled(String name, double constant, String isNull, String value) {
        String output = PREFIX + name;
        nodes.add(Onnx.node("Where", List.of(isNull, constant(constant), value), output));
        return output;
    }

    /// The name of a constant, which stands in the graph once.
    private String constant(double value) {
        return constants.computeIfAbsent(value, one -> {
            String name = PREFIX + "null" + (constants.isEmpty() ? "" : "/" + (constants.size() + 1));
            initializers.add(Onnx.tensor(name, List.of(1, 1), one));
            return name;
        });
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
    private String category(Feature feature, List<Double> own) {
        return feature.transform() instanceof Transform.Hash(int buckets)
                ? bucket(feature, buckets, own)
                : lookup(feature, own);
    }

    private String bucket(Feature feature, int buckets, List<Double> own) {
        String name = BUCKET_WEIGHTS + feature.column();
        String output = PREFIX + "category/" + feature.column();
        initializers.add(Onnx.tensor(name, List.of(buckets), behindReference(own, buckets)));
        nodes.add(Onnx.node("Gather", List.of(name, transforms.bucket(feature.column(), buckets)), output));
        return output;
    }

    /// The weights of so many values, of which the first has no column.
    private static double[] behindReference(List<Double> own, int values) {
        double[] weights = new double[values];
        for (int value = 1; value < values; value++) {
            weights[value] = own.get(value - 1);
        }
        return weights;
    }

    private String lookup(Feature feature, List<Double> own) {
        String output = PREFIX + "category/" + feature.column();
        int declared = feature.values().size();
        nodes.add(Onnx.mlNode(
                LOOKUP,
                feature.column(),
                output,
                Onnx.attribute("keys_tensor", Onnx.tensor("keys", feature.values())),
                Onnx.attribute(
                        "values_tensor", Onnx.tensor("values", List.of(declared), behindReference(own, declared))),
                Onnx.attribute("default_tensor", Onnx.tensor("default", List.of(1), own.getLast()))));
        return output;
    }
}
