package io.headrace.worker.scoring;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.headrace.exact.Encoding;
import io.headrace.exact.Feature;
import io.headrace.exact.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a model asks for and answers, held against what it must: one input per feature, named like its
/// column, N rows of one value, of one of the [types][InputColumn#types]; and an output `prediction`,
/// or a single one whatever its name, of N numbers. Where the label is a class, an output
/// `probabilities`, or a single one, of N rows of a number for each class.
record Signature(Map<String, NodeInfo> inputs, Map<String, NodeInfo> outputs) {

    private static final String PREDICTION = "prediction";
    private static final String PROBABILITIES = "probabilities";
    private static final long ANY = -1;

    /// More are not named in a sentence.
    private static final int NAMED_MAX = 10;

    static Signature of(OrtSession session) throws OrtException {
        return new Signature(session.getInputInfo(), session.getOutputInfo());
    }

    /// What does not fit; empty: all does.
    Optional<String> problem(Encoding encoding) {
        List<String> expected = new ArrayList<>();
        List<String> found = new ArrayList<>();
        Map<String, NodeInfo> others = new TreeMap<>(inputs);
        for (Feature feature : encoding.features()) {
            others.remove(feature.column());
            if (!takes(feature)) {
                expected.add("%s: %s [N,1]".formatted(feature.column(), types(feature.kind())));
                NodeInfo input = inputs.get(feature.column());
                if (input != null) {
                    found.add(describe(input));
                }
            }
        }
        others.values().forEach(other -> found.add(describe(other)));
        if (!expected.isEmpty() || !found.isEmpty()) {
            return Optional.of("the model's inputs are not the features: expected %s; found %s"
                    .formatted(list(expected, "no other input"), list(found, "no such input")));
        }
        return output(encoding.label()).isPresent()
                ? Optional.empty()
                : Optional.of("the model has no output to score: expected %s; found %s"
                        .formatted(
                                expected(encoding.label()),
                                list(
                                        outputs.values().stream()
                                                .map(Signature::describe)
                                                .toList(),
                                        "none")));
    }

    /// The columns in the order of the features, all of which fit.
    List<InputColumn> columns(Encoding encoding) {
        return encoding.features().stream()
                .map(feature -> InputColumn.of(
                        encoding, feature, tensor(inputs.get(feature.column())).orElseThrow().type))
                .toList();
    }

    /// The name of the output that tells the label.
    Optional<String> output(Label label) {
        return outputs.values().stream()
                .filter(output -> outputs.size() == 1 || output.getName().equals(name(label)))
                .filter(output -> tells(label, output))
                .map(NodeInfo::getName)
                .findFirst();
    }

    private static String name(Label label) {
        return label.classes().isEmpty() ? PREDICTION : PROBABILITIES;
    }

    private static String expected(Label label) {
        String shape = label.classes().isEmpty()
                ? "[N,1] or [N]"
                : "[N,%d]".formatted(label.classes().size());
        return "%s: float or double %s".formatted(name(label), shape);
    }

    private static boolean tells(Label label, NodeInfo output) {
        int classes = label.classes().size();
        return tensor(output)
                .filter(info -> info.type == OnnxJavaType.DOUBLE || info.type == OnnxJavaType.FLOAT)
                .filter(info -> classes == 0
                        ? isColumn(info.getShape()) || isList(info.getShape())
                        : isTable(info.getShape(), classes))
                .isPresent();
    }

    private boolean takes(Feature feature) {
        return tensor(inputs.get(feature.column()))
                .filter(info -> InputColumn.types(feature.kind()).contains(info.type))
                .filter(info -> isColumn(info.getShape()))
                .isPresent();
    }

    private static Optional<TensorInfo> tensor(@Nullable NodeInfo node) {
        return node != null && node.getInfo() instanceof TensorInfo info ? Optional.of(info) : Optional.empty();
    }

    private static boolean isColumn(long[] shape) {
        return isTable(shape, 1);
    }

    private static boolean isTable(long[] shape, int columns) {
        return shape.length == 2 && shape[0] == ANY && (shape[1] == columns || shape[1] == ANY);
    }

    private static boolean isList(long[] shape) {
        return shape.length == 1 && shape[0] == ANY;
    }

    private static String types(Feature.Kind kind) {
        return InputColumn.types(kind).stream()
                .map(Signature::lowerCase)
                .sorted()
                .collect(Collectors.joining(" or "));
    }

    private static String describe(NodeInfo node) {
        return tensor(node)
                .map(info -> "%s: %s [%s]"
                        .formatted(
                                node.getName(),
                                lowerCase(info.type),
                                Arrays.stream(info.getShape())
                                        .mapToObj(size -> size == ANY ? "N" : Long.toString(size))
                                        .collect(Collectors.joining(","))))
                .orElseGet(() -> node.getName() + ": no tensor");
    }

    private static String list(List<String> entries, String none) {
        if (entries.isEmpty()) {
            return none;
        }
        String named = entries.stream().limit(NAMED_MAX).collect(Collectors.joining(", "));
        int more = entries.size() - NAMED_MAX;
        return more > 0 ? "%s and %d more".formatted(named, more) : named;
    }

    private static String lowerCase(OnnxJavaType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
