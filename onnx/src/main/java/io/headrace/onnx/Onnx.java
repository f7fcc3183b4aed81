package io.headrace.onnx;

import java.util.List;

/// The messages of onnx.proto that our graphs are made of, of IR version 9: its comments say what their fields are.
public final class Onnx {

    /// TensorProto.DataType.
    public enum ElementType {
        FLOAT(1),
        INT64(7),
        STRING(8),
        BOOL(9),
        DOUBLE(11);

        private final int code;

        ElementType(int code) {
            this.code = code;
        }
    }

    private static final int IR_VERSION = 9;
    private static final int OPSET = 17;
    private static final int ML_OPSET = 4;
    private static final String ML_DOMAIN = "ai.onnx.ml";
    private static final int CONTRIBUTED_OPSET = 1;
    private static final String CONTRIBUTED_DOMAIN = "com.microsoft";

    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_TEXT = 3;
    private static final int ATTRIBUTE_TENSOR = 4;
    private static final int ATTRIBUTE_FLOATS = 6;
    private static final int ATTRIBUTE_INTS = 7;
    private static final int ATTRIBUTE_TEXTS = 8;

    private Onnx() {}

    /// A model of the standard's operators.
    public static byte[] model(Proto graph) {
        return standard(graph).toBytes();
    }

    /// A model that needs operators of ONNX Runtime's own, too.
    static byte[] contributedModel(Proto graph) {
        return standard(graph)
                .message(8, new Proto().text(1, CONTRIBUTED_DOMAIN).number(2, CONTRIBUTED_OPSET))
                .toBytes();
    }

    private static Proto standard(Proto graph) {
        return new Proto()
                .number(1, IR_VERSION)
                .text(2, "headrace")
                .message(7, graph)
                .message(8, new Proto().text(1, "").number(2, OPSET))
                .message(8, new Proto().text(1, ML_DOMAIN).number(2, ML_OPSET));
    }

    public static Proto graph(
            String name, List<Proto> nodes, List<Proto> initializers, List<Proto> inputs, Proto output) {
        return new Proto()
                .messages(1, nodes)
                .text(2, name)
                .messages(5, initializers)
                .messages(11, inputs)
                .message(12, output);
    }

    public static Proto node(String operator, List<String> inputs, String output, Proto... attributes) {
        return new Proto()
                .texts(1, inputs)
                .text(2, output)
                .text(3, output)
                .text(4, operator)
                .messages(5, List.of(attributes));
    }

    /// A node of the operators for machine learning.
    public static Proto mlNode(String operator, String input, String output, Proto... attributes) {
        return node(operator, List.of(input), output, attributes).text(7, ML_DOMAIN);
    }

    /// A node of ONNX Runtime's own operators.
    static Proto contributedNode(String operator, String input, String output, Proto... attributes) {
        return node(operator, List.of(input), output, attributes).text(7, CONTRIBUTED_DOMAIN);
    }

    public static Proto attribute(String name, long value) {
        return new Proto().text(1, name).number(3, value).number(20, ATTRIBUTE_INT);
    }

    public static Proto attribute(String name, Proto tensor) {
        return new Proto().text(1, name).message(5, tensor).number(20, ATTRIBUTE_TENSOR);
    }

    public static Proto attribute(String name, String value) {
        return new Proto().text(1, name).text(4, value).number(20, ATTRIBUTE_TEXT);
    }

    public static Proto attribute(String name, List<String> values) {
        return new Proto().text(1, name).texts(9, values).number(20, ATTRIBUTE_TEXTS);
    }

    public static Proto attribute(String name, float[] values) {
        return new Proto().text(1, name).packed(7, values).number(20, ATTRIBUTE_FLOATS);
    }

    public static Proto attribute(String name, long[] values) {
        return new Proto().text(1, name).packed(8, values).number(20, ATTRIBUTE_INTS);
    }

    public static long castTo(ElementType type) {
        return type.code;
    }

    public static Proto tensor(String name, List<Integer> dimensions, double... values) {
        return dimensions(dimensions)
                .number(2, ElementType.DOUBLE.code)
                .text(8, name)
                .raw(9, values);
    }

    /// A list of whole numbers.
    public static Proto tensor(String name, long... values) {
        return dimensions(List.of(values.length))
                .packed(7, values)
                .number(2, ElementType.INT64.code)
                .text(8, name);
    }

    public static Proto tensor(String name, List<String> values) {
        return dimensions(List.of(values.size()))
                .number(2, ElementType.STRING.code)
                .texts(6, values)
                .text(8, name);
    }

    /// N rows of one value.
    public static Proto column(String name, ElementType type) {
        return columns(name, type, 1);
    }

    /// N rows of so many values.
    public static Proto columns(String name, ElementType type, int width) {
        Proto shape = new Proto().message(1, new Proto().text(2, "N")).message(1, new Proto().number(1, width));
        Proto tensor = new Proto().number(1, type.code).message(2, shape);
        return new Proto().text(1, name).message(2, new Proto().message(1, tensor));
    }

    private static Proto dimensions(List<Integer> dimensions) {
        Proto tensor = new Proto();
        dimensions.forEach(dimension -> tensor.number(1, dimension));
        return tensor;
    }
}
