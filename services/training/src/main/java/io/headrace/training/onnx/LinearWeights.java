package io.headrace.training.onnx;

import io.headrace.exact.DatePart;
import io.headrace.onnx.ProtoReader;
import io.headrace.onnx.TransformNodes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What an artifact of [LinearGraph] computes with, read back from its bytes.
///
/// @param coefficients one per encoded column, in the encoding's order
public record LinearWeights(double intercept, List<Double> coefficients) {

    public LinearWeights {
        coefficients = List.copyOf(coefficients);
    }

    /// Reads an artifact.
    ///
    /// @throws IllegalArgumentException if it is none of a linear model
    public static LinearWeights of(ByteBuffer artifact) {
        ProtoReader graph = new ProtoReader(artifact).message(7);
        Map<String, List<Double>> tensors = weights(graph);
        Map<String, List<Double>> categories = categories(graph);
        Set<String> outputs = graph.messages(1).stream()
                .flatMap(node -> node.texts(2).stream())
                .collect(Collectors.toSet());
        Iterator<Double> others =
                tensors.getOrDefault(LinearGraph.WEIGHTS, List.of()).iterator();
        List<Double> coefficients = new ArrayList<>();
        for (ProtoReader input : graph.messages(11)) {
            String name = input.text(1);
            List<Double> own = categories.getOrDefault(name, buckets(tensors, name));
            coefficients.addAll(own);
            for (long left = own.isEmpty() ? columns(outputs, name) : 0; left > 0; left--) {
                if (!others.hasNext()) {
                    throw new IllegalArgumentException("the input %s has no weight".formatted(name));
                }
                coefficients.add(others.next());
            }
        }
        List<Double> intercept = tensors.getOrDefault(LinearGraph.INTERCEPT, List.of());
        if (intercept.size() != 1) {
            throw new IllegalArgumentException("this graph has no %s".formatted(LinearGraph.INTERCEPT));
        }
        return new LinearWeights(intercept.getFirst(), coefficients);
    }

    private static Map<String, List<Double>> weights(ProtoReader graph) {
        Map<String, List<Double>> tensors = new HashMap<>();
        graph.messages(5).stream()
                .filter(tensor -> isWeight(tensor.text(8)))
                .forEach(tensor -> tensors.put(tensor.text(8), tensor.doubles(9)));
        return tensors;
    }

    private static boolean isWeight(String tensor) {
        return tensor.equals(LinearGraph.INTERCEPT)
                || tensor.equals(LinearGraph.WEIGHTS)
                || tensor.startsWith(LinearGraph.BUCKET_WEIGHTS);
    }

    /// How many columns of numbers an input becomes.
    private static long columns(Set<String> outputs, String name) {
        long parts = Arrays.stream(DatePart.values())
                .filter(part -> outputs.contains(TransformNodes.part(name, part)))
                .count();
        return parts > 0 ? parts : outputs.contains(LinearGraph.WAS_NULL + name) ? 2 : 1;
    }

    /// The weights of the buckets but the first; empty: it has none.
    private static List<Double> buckets(Map<String, List<Double>> tensors, String name) {
        return tensors.getOrDefault(LinearGraph.BUCKET_WEIGHTS + name, List.of()).stream()
                .skip(1)
                .toList();
    }

    /// The weights of each categorical: of its declared values but the first, then of all others.
    private static Map<String, List<Double>> categories(ProtoReader graph) {
        Map<String, List<Double>> categories = new HashMap<>();
        for (ProtoReader node : graph.messages(1)) {
            if (node.text(4).equals(LinearGraph.LOOKUP)) {
                Map<String, ProtoReader> attributes = new HashMap<>();
                node.messages(5).forEach(attribute -> attributes.put(attribute.text(1), attribute));
                List<Double> values = tensor(attributes, "values_tensor");
                List<Double> weights = new ArrayList<>(values.subList(1, values.size()));
                weights.addAll(tensor(attributes, "default_tensor"));
                categories.put(node.texts(1).getFirst(), weights);
            }
        }
        return categories;
    }

    private static List<Double> tensor(Map<String, ProtoReader> attributes, String name) {
        ProtoReader attribute = attributes.get(name);
        if (attribute == null) {
            throw new IllegalArgumentException("a %s has no %s".formatted(LinearGraph.LOOKUP, name));
        }
        return attribute.message(5).doubles(9);
    }
}
