package io.headrace.training.onnx;

import java.util.List;

/// The messages of onnx.proto that our graphs are made of.
final class Onnx {

    /// TensorProto.DataType.
    enum ElementType {
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

    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_TENSOR = 4;

    private Onnx() {}

    static byte[] model(Proto graph) {
        return new Proto()
                .number(1, IR_VERSION)
                .text(2, "headrace")
                .message(7, graph)
                .message(8, new Proto().text(1, "").number(2, OPSET))
                .message(8, new Proto().text(1, ML_DOMAIN).number(2, ML_OPSET))
                .toBytes();
    }

    static Proto graph(List<Proto> nodes, List<Proto> initializers, List<Proto> inputs, Proto output) {
        return new Proto()
                .messages(1, nodes)
                .text(2, "linear")
                .messages(5, initializers)
                .messages(11, inputs)
                .message(12, output);
    }

    static Proto node(String operator, List<String> inputs, String output, Proto... attributes) {
        return new Proto()
                .texts(1, inputs)
                .text(2, output)
                .text(3, output)
                .text(4, operator)
                .messages(5, List.of(attributes));
    }

    /// A node of the operators for machine learning.
    static Proto mlNode(String operator, String input, String output, Proto... attributes) {
        return node(operator, List.of(input), output, attributes).text(7, ML_DOMAIN);
    }

    static Proto attribute(String name, long value) {
        return new Proto().text(1, name).number(3, value).number(20, ATTRIBUTE_INT);
    }

    static Proto attribute(String name, Proto tensor) {
        return new Proto().text(1, name).message(5, tensor).number(20, ATTRIBUTE_TENSOR);
    }

    static long castTo(ElementType type) {
        return type.code;
    }

    static Proto tensor(String name, List<Integer> dimensions, double... values) {
        return dimensions(dimensions)
                .number(2, ElementType.DOUBLE.code)
                .text(8, name)
                .raw(9, values);
    }

    static Proto tensor(String name, List<String> values) {
        return dimensions(List.of(values.size()))
                .number(2, ElementType.STRING.code)
                .texts(6, values)
                .text(8, name);
    }

    /// N rows of one value.
    static Proto column(String name, ElementType type) {
        Proto shape = new Proto().message(1, new Proto().text(2, "N")).message(1, new Proto().number(1, 1));
        Proto tensor = new Proto().number(1, type.code).message(2, shape);
        return new Proto().text(1, name).message(2, new Proto().message(1, tensor));
    }

    private static Proto dimensions(List<Integer> dimensions) {
        Proto tensor = new Proto();
        dimensions.forEach(dimension -> tensor.number(1, dimension));
        return tensor;
    }
}
