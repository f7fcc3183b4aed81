package io.headrace.worker.logistic;

import io.headrace.dataset.stream.DatasetRow;
import io.headrace.onnx.Onnx;
import io.headrace.onnx.Onnx.ElementType;
import io.headrace.worker.fitting.Columns;
import io.headrace.worker.fitting.Objective;
import io.headrace.worker.fitting.RawColumns;
import io.headrace.worker.fitting.Reference;
import io.headrace.worker.fitting.Softmax;
import java.util.List;

/// A fitted logistic regression.
///
/// @param targets for each, the coefficients of the columns and the intercept
/// @param means are taken away from the columns; nulls that take the mean take them
@SuppressWarnings("ArrayRecordComponent") // Made, asked and written down once.
record Coefficients(Columns columns, Objective objective, double[][] targets, double[] means) implements Reference {

    @Override
    public String name() {
        return "the regression";
    }

    /// Both add up doubles, in another order.
    @Override
    public double tolerance() {
        return 1e-9;
    }

    @Override
    public double[][] predict(List<DatasetRow> rows) {
        double[][] answers = new double[rows.size()][];
        double[] row = new double[columns.width()];
        for (int i = 0; i < answers.length; i++) {
            columns.put(rows.get(i).cells(), row);
            center(row);
            answers[i] = probabilities(row);
        }
        return answers;
    }

    /// The model's bytes.
    byte[] graph() {
        RawColumns graph = new RawColumns(columns.encoding(), ElementType.DOUBLE, columns.fillings(means));
        int width = columns.width();
        double[] weights = new double[width * targets.length];
        double[] intercepts = new double[targets.length];
        for (int target = 0; target < targets.length; target++) {
            intercepts[target] = targets[target][width];
            for (int column = 0; column < width; column++) {
                weights[column * targets.length + target] = targets[target][column];
            }
        }
        String centered =
                graph.node("Sub", List.of(graph.rows(), graph.constant("means", List.of(1, width), means)), "centered");
        String product = graph.node(
                "MatMul",
                List.of(centered, graph.constant("weights", List.of(width, targets.length), weights)),
                "product");
        String sum = graph.node(
                "Add", List.of(product, graph.constant("intercepts", List.of(1, targets.length), intercepts)), "sum");
        String answer = targets.length == 1
                ? graph.bothOf(sum)
                : graph.node("Softmax", List.of(sum), "softmax", Onnx.attribute("axis", 1));
        return graph.model("logistic", answer, objective.output(), objective.answers());
    }

    private void center(double[] row) {
        for (int column = 0; column < row.length; column++) {
            row[column] = Double.isNaN(row[column]) ? 0 : row[column] - means[column];
        }
    }

    private double[] probabilities(double[] row) {
        double[] sums = new double[targets.length];
        for (int target = 0; target < sums.length; target++) {
            sums[target] = targets[target][row.length];
            for (int column = 0; column < row.length; column++) {
                sums[target] += targets[target][column] * row[column];
            }
        }
        if (sums.length == 1) {
            return new double[] {1 / (1 + StrictMath.exp(sums[0])), 1 / (1 + StrictMath.exp(-sums[0]))};
        }
        Softmax.apply(sums);
        return sums;
    }
}
