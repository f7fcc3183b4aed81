package io.headrace.client.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The smallest graph with a column of each type: `area · perArea + garden + (100 if district is south)`.
public final class TestGraph {

    private TestGraph() {}

    /// The graph with that factor.
    public static byte[] bytes(double perArea) {
        GraphProto graph = GraphProto.newBuilder()
                .setName("test")
                .addInput(value("area", TensorProto.DataType.DOUBLE))
                .addInput(value("garden", TensorProto.DataType.BOOL))
                .addInput(value("district", TensorProto.DataType.STRING))
                .addOutput(value("prediction", TensorProto.DataType.DOUBLE))
                .addInitializer(TensorProto.newBuilder()
                        .setName("perArea")
                        .setDataType(TensorProto.DataType.DOUBLE.getNumber())
                        .addDoubleData(perArea))
                .addNode(node("Mul", List.of("area", "perArea"), "a"))
                .addNode(cast("garden", "g"))
                .addNode(southIsHundred())
                .addNode(cast("south", "s"))
                .addNode(node("Add", List.of("a", "g"), "ag"))
                .addNode(node("Add", List.of("ag", "s"), "prediction"))
                .build();
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(2))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    /// The same of floats and integers, as other tools write them: `area + garden`, beside an output that is of no
    /// concern.
    static byte[] ofFloats() {
        GraphProto graph = GraphProto.newBuilder()
                .setName("floats")
                .addInput(value("area", TensorProto.DataType.FLOAT))
                .addInput(value("garden", TensorProto.DataType.INT64))
                .addOutput(value("sure", TensorProto.DataType.FLOAT))
                .addOutput(value("prediction", TensorProto.DataType.FLOAT))
                .addNode(cast("garden", "sure", TensorProto.DataType.FLOAT))
                .addNode(node("Add", List.of("area", "sure"), "prediction"))
                .build();
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    /// Two classes, the second with the probability `area`, beside an output that is of no concern.
    static byte[] ofClasses() {
        GraphProto graph = GraphProto.newBuilder()
                .setName("classes")
                .addInput(value("area", TensorProto.DataType.DOUBLE))
                .addOutput(value("prediction", TensorProto.DataType.DOUBLE))
                .addOutput(value("probabilities", TensorProto.DataType.DOUBLE, 2))
                .addInitializer(TensorProto.newBuilder()
                        .setName("one")
                        .setDataType(TensorProto.DataType.DOUBLE.getNumber())
                        .addDoubleData(1))
                .addNode(node("Sub", List.of("one", "area"), "prediction"))
                .addNode(node("Concat", List.of("prediction", "area"), "probabilities").toBuilder()
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("axis")
                                .setType(AttributeProto.AttributeType.INT)
                                .setI(1)))
                .build();
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static NodeProto node(String operator, List<String> inputs, String output) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(output)
                .build();
    }

    private static NodeProto cast(String input, String output) {
        return cast(input, output, TensorProto.DataType.DOUBLE);
    }

    private static NodeProto cast(String input, String output, TensorProto.DataType type) {
        return node("Cast", List.of(input), output).toBuilder()
                .addAttribute(AttributeProto.newBuilder()
                        .setName("to")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(type.getNumber()))
                .build();
    }

    private static NodeProto southIsHundred() {
        return node("LabelEncoder", List.of("district"), "south").toBuilder()
                .setDomain("ai.onnx.ml")
                .addAttribute(AttributeProto.newBuilder()
                        .setName("keys_strings")
                        .setType(AttributeProto.AttributeType.STRINGS)
                        .addStrings(ByteString.copyFrom("south", StandardCharsets.UTF_8)))
                .addAttribute(AttributeProto.newBuilder()
                        .setName("values_floats")
                        .setType(AttributeProto.AttributeType.FLOATS)
                        .addFloats(100))
                .addAttribute(AttributeProto.newBuilder()
                        .setName("default_float")
                        .setType(AttributeProto.AttributeType.FLOAT)
                        .setF(0))
                .build();
    }

    private static ValueInfoProto value(String name, TensorProto.DataType type) {
        return value(name, type, 1);
    }

    private static ValueInfoProto value(String name, TensorProto.DataType type, int columns) {
        TensorShapeProto shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("rows"))
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(columns))
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(shape)))
                .build();
    }
}
