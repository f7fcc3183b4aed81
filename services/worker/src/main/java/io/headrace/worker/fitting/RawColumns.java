package io.headrace.worker.fitting;

import io.headrace.exact.Encoding;
import io.headrace.exact.Feature;
import io.headrace.exact.NullRule;
import io.headrace.onnx.Onnx;
import io.headrace.onnx.Onnx.ElementType;
import io.headrace.onnx.Proto;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A graph that begins with raw columns: what [Columns] does with a row, as nodes.
///
/// One input per feature, named like its column, N rows of one value: a numeric is a tensor of doubles, a boolean of
/// booleans, a categorical of strings. A null numeric is asked as NaN; where such rows are excluded every answer for
/// it is NaN.
public final class RawColumns {

    private static final String PREFIX = "headrace/";

    private final Encoding encoding;
    private final ElementType type;
    private final Map<String, Double> means;
    private final List<Proto> nodes = new ArrayList<>();
    private final List<Proto> initializers = new ArrayList<>();

    /// @param type of the numbers that they become
    /// @param means of the numerics whose nulls take it, by column: a second column says where one was;
    ///     without a mean NaN stays NaN
    public RawColumns(Encoding encoding, ElementType type, Map<String, Double> means) {
        this.encoding = encoding;
        this.type = type;
        this.means = Map.copyOf(means);
    }

    /// The name of N rows of all columns.
    public String rows() {
        List<String> columns = encoding.features().stream()
                .flatMap(feature -> columns(feature).stream())
                .toList();
        return node("Concat", columns, "row", Onnx.attribute("axis", 1));
    }

    /// Adds one of the columns, by itself: N rows of it.
    ///
    /// @param rows what [#rows] named
    public String column(String rows, int at) {
        String index = PREFIX + "at/" + at;
        initializers.add(Onnx.tensor(index, at));
        return node("Gather", List.of(rows, index), "by-itself/" + at, Onnx.attribute("axis", 1));
    }

    /// The artifact's bytes; equal nodes have equal ones.
    ///
    /// @param answer the name of N rows of doubles
    /// @param output what people call it
    /// @param width of the answer
    public byte[] model(String name, String answer, String output, int width) {
        nodes.add(Onnx.node("Where", List.of(excluded(), constant("none", Double.NaN), answer), output));
        List<Proto> inputs = encoding.features().stream()
                .map(feature -> Onnx.column(feature.column(), input(feature)))
                .toList();
        return Onnx.model(
                Onnx.graph(name, nodes, initializers, inputs, Onnx.columns(output, ElementType.DOUBLE, width)));
    }

    /// Adds a node with one output, and gives that its name in full.
    public String node(String operator, List<String> inputs, String output, Proto... attributes) {
        String full = PREFIX + output;
        nodes.add(Onnx.node(operator, inputs, full, attributes));
        return full;
    }

    /// Adds a node of the operators for machine learning.
    public String mlNode(String operator, String input, String output, Proto... attributes) {
        String full = PREFIX + output;
        nodes.add(Onnx.mlNode(operator, input, full, attributes));
        return full;
    }

    /// Adds the probabilities of false and true, of a sum whose logistic function is that of true.
    public String bothOf(String sum) {
        String isTrue = node("Sigmoid", List.of(sum), "true");
        String isFalse = node("Sigmoid", List.of(node("Neg", List.of(sum), "minus")), "false");
        return node("Concat", List.of(isFalse, isTrue), "both", Onnx.attribute("axis", 1));
    }

    /// Adds a number.
    public String constant(String name, double value) {
        return constant(name, List.of(1, 1), value);
    }

    /// Adds a tensor of doubles.
    public String constant(String name, List<Integer> shape, double... values) {
        String full = PREFIX + name;
        initializers.add(Onnx.tensor(full, shape, values));
        return full;
    }

    /// As an attribute: what a `Cast` makes.
    public static Proto to(ElementType type) {
        return Onnx.attribute("to", Onnx.castTo(type));
    }

    private static ElementType input(Feature feature) {
        return switch (feature.kind()) {
            case NUMERIC -> ElementType.DOUBLE;
            case BOOLEAN -> ElementType.BOOL;
            case CATEGORICAL -> ElementType.STRING;
        };
    }

    /// The names of the feature's columns.
    private List<String> columns(Feature feature) {
        String column = feature.column();
        String name = "column/" + column;
        return switch (feature.kind()) {
            case BOOLEAN -> List.of(node("Cast", List.of(column), name, to(type)));
            case NUMERIC -> numeric(feature, name);
            case CATEGORICAL -> {
                String values = mlNode(
                        "OneHotEncoder",
                        column,
                        "values/" + column,
                        Onnx.attribute("cats_strings", feature.values()),
                        Onnx.attribute("zeros", 1));
                String shape = PREFIX + "shape/" + column;
                initializers.add(Onnx.tensor(shape, 0, feature.values().size()));
                String flags = node("Reshape", List.of(values, shape), "flags/" + column);
                yield List.of(node("Cast", List.of(flags), name, to(type)));
            }
        };
    }

    private List<String> numeric(Feature feature, String name) {
        String column = feature.column();
        Double mean = means.get(column);
        Double filling = encoding.nullsOf(feature) instanceof NullRule.Constant(double value) ? (Double) value : mean;
        if (filling == null) {
            return List.of(node("Cast", List.of(column), name, to(type)));
        }
        String isNull = node("IsNaN", List.of(column), "is-null/" + column);
        String filled = node("Where", List.of(isNull, constant("null/" + column, filling), column), "filled/" + column);
        String number = node("Cast", List.of(filled), name, to(type));
        return mean == null
                ? List.of(number)
                : List.of(number, node("Cast", List.of(isNull), "was-null/" + column, to(type)));
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
}
