package io.headrace.worker.fitting;

import io.headrace.exact.Encoding;
import io.headrace.exact.Feature;
import io.headrace.exact.NullRule;
import io.headrace.exact.Transform;
import io.headrace.onnx.Onnx;
import io.headrace.onnx.Onnx.ElementType;
import io.headrace.onnx.Proto;
import io.headrace.onnx.TransformNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// A graph that begins with raw columns: what [Columns] does with a row, as nodes.
///
/// One input per feature, named like its column, N rows of one value: a numeric is a tensor of doubles, a
/// boolean of booleans, a categorical of strings, a date of doubles, the seconds since 1970-01-01 in UTC. A
/// null numeric or date is asked as NaN; where such rows are excluded, and of what has no logarithm, every
/// answer is NaN.
public final class RawColumns {

    private static final String PREFIX = "headrace/";

    private final Encoding encoding;
    private final ElementType type;
    private final Map<String, Double> means;
    private final List<Proto> nodes = new ArrayList<>();
    private final List<Proto> initializers = new ArrayList<>();
    private final TransformNodes transforms = new TransformNodes(nodes, initializers);

    /// N rows of one double each, NaN where the row would not be in the dataset.
    private final List<String> presences = new ArrayList<>();

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
        return transforms.model(
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
            case NUMERIC, DATE -> ElementType.DOUBLE;
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
            case CATEGORICAL ->
                List.of(
                        feature.transform() instanceof Transform.Hash(int buckets)
                                ? buckets(column, buckets, name)
                                : values(feature, name));
            case DATE -> date(feature, name);
        };
    }

    private String values(Feature feature, String name) {
        String column = feature.column();
        String values = mlNode(
                "OneHotEncoder",
                column,
                "values/" + column,
                Onnx.attribute("cats_strings", feature.values()),
                Onnx.attribute("zeros", 1));
        String shape = PREFIX + "shape/" + column;
        initializers.add(Onnx.tensor(shape, 0, feature.values().size()));
        return node("Cast", List.of(node("Reshape", List.of(values, shape), "flags/" + column)), name, to(type));
    }

    private String buckets(String column, int buckets, String name) {
        String all = PREFIX + "buckets/" + column;
        initializers.add(Onnx.tensor(all, LongStream.range(0, buckets).toArray()));
        String flags = node("Equal", List.of(transforms.bucket(column, buckets), all), "flags/" + column);
        return node("Cast", List.of(flags), name, to(type));
    }

    private List<String> date(Feature feature, String name) {
        String column = feature.column();
        List<String> parts = transforms.parts(column, feature.parts());
        if (encoding.nullsOf(feature) instanceof NullRule.Constant(double constant)) {
            String isNull = node("IsNaN", List.of(column), "is-null/" + column);
            String filling = constant("null/" + column, constant);
            parts = parts.stream()
                    .map(part ->
                            node("Where", List.of(isNull, filling, part), "filled-" + part.substring(PREFIX.length())))
                    .toList();
        } else {
            presences.add(column);
        }
        return List.of(node(
                "Cast", List.of(node("Concat", parts, "parts/" + column, Onnx.attribute("axis", 1))), name, to(type)));
    }

    private List<String> numeric(Feature feature, String name) {
        String column = feature.column();
        boolean isLog = feature.transform() instanceof Transform.Log;
        String value = isLog ? transforms.log(column) : column;
        NullRule nulls = encoding.nullsOf(feature);
        if (nulls instanceof NullRule.Exclude) {
            presences.add(value);
            return List.of(node("Cast", List.of(value), name, to(type)));
        }
        Double mean = means.get(column);
        Double filling = nulls instanceof NullRule.Constant(double constant) ? (Double) constant : mean;
        if (filling == null && !isLog) {
            return List.of(node("Cast", List.of(column), name, to(type)));
        }
        String isNull = node("IsNaN", List.of(column), "is-null/" + column);
        if (isLog) {
            presences.add(node("Where", List.of(isNull, constant("present/" + column, 0), value), "logged/" + column));
        }
        String filled = filling == null ? value : filled(column, isNull, filling, value);
        String number = node("Cast", List.of(filled), name, to(type));
        return mean == null
                ? List.of(number)
                : List.of(number, node("Cast", List.of(isNull), "was-null/" + column, to(type)));
    }

    private String filled(String column, String isNull, double filling, String value) {
        return node("Where", List.of(isNull, constant("null/" + column, filling), value), "filled/" + column);
    }

    /// The name of what says whether a row would not be in the dataset: N rows of one boolean, or one for all.
    private String excluded() {
        String nothing = presences.isEmpty()
                ? constant("no-null", 0)
                : node("Concat", presences, "not-null", Onnx.attribute("axis", 1));
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
