package io.headrace.worker.bayes;

import io.headrace.dataset.stream.DatasetRow;
import io.headrace.onnx.Onnx;
import io.headrace.onnx.Onnx.ElementType;
import io.headrace.worker.fitting.Columns;
import io.headrace.worker.fitting.Objective;
import io.headrace.worker.fitting.RawColumns;
import io.headrace.worker.fitting.Reference;
import io.headrace.worker.fitting.Softmax;
import java.util.List;

/// A normal distribution of each column in each class, as if columns did not depend on each other: a class with the
/// share π of the rows is as likely as π · Π e^(−(x − μ)² / 2σ²) / σ, over the sum of that of all classes (Hastie,
/// Tibshirani and Friedman, *The Elements of Statistical Learning*, 2nd edition, 6.6.3).
///
/// Logarithms are added up column by column, here and in the graph, so that both round alike: where two classes are as
/// good as impossible, what lies between them is a few last bits of large numbers.
///
/// @param classes those that had rows, by number; the others are impossible
/// @param constants the logarithm of what does not depend on the row, for each of those classes
/// @param curves one at least
/// @param fillings what nulls take, by column; NaN where they do not take the mean
@SuppressWarnings("ArrayRecordComponent") // Made, asked and written down once.
record Gaussians(
        Columns columns, Objective objective, int[] classes, double[] constants, List<Curves> curves, double[] fillings)
        implements Reference {

    Gaussians {
        curves = List.copyOf(curves);
    }

    /// A column's normal distributions, one for each class that had rows.
    ///
    /// @param weights −1 / 2σ²
    @SuppressWarnings("ArrayRecordComponent") // As above.
    record Curves(int column, double[] means, double[] weights) {

        /// Of a column that says nothing.
        static Curves flat(int column, int classes) {
            return new Curves(column, new double[classes], new double[classes]);
        }
    }

    @Override
    public String name() {
        return "the classifier";
    }

    /// Exponential functions differ by a few last bits.
    @Override
    public double tolerance() {
        return 1e-12;
    }

    @Override
    public double[][] predict(List<DatasetRow> rows) {
        double[][] answers = new double[rows.size()][objective.answers()];
        double[] row = new double[columns.width()];
        for (int i = 0; i < answers.length; i++) {
            columns.put(rows.get(i).cells(), row);
            double[] probabilities = probabilities(row);
            for (int at = 0; at < classes.length; at++) {
                answers[i][classes[at]] = probabilities[at];
            }
        }
        return answers;
    }

    private double[] probabilities(double[] row) {
        double[] sums = constants.clone();
        for (Curves curve : curves) {
            double value = Double.isNaN(row[curve.column()]) ? fillings[curve.column()] : row[curve.column()];
            for (int at = 0; at < sums.length; at++) {
                double away = value - curve.means()[at];
                sums[at] += away * away * curve.weights()[at];
            }
        }
        Softmax.apply(sums);
        return sums;
    }

    /// The model's bytes.
    byte[] graph() {
        RawColumns graph = new RawColumns(columns.encoding(), ElementType.DOUBLE, columns.fillings(fillings));
        String rows = graph.rows();
        List<Integer> shape = List.of(1, classes.length);
        String sum = graph.constant("constants", shape, constants);
        for (Curves curve : curves) {
            int column = curve.column();
            String means = graph.constant("means/" + column, shape, curve.means());
            String weights = graph.constant("weights/" + column, shape, curve.weights());
            String away = graph.node("Sub", List.of(graph.column(rows, column), means), "away/" + column);
            String square = graph.node("Mul", List.of(away, away), "square/" + column);
            String weighted = graph.node("Mul", List.of(square, weights), "weighted/" + column);
            sum = graph.node("Add", List.of(sum, weighted), "sum/" + column);
        }
        String softmax = graph.node("Softmax", List.of(sum), "softmax", Onnx.attribute("axis", 1));
        return graph.model(BayesSettings.KIND, placed(graph, softmax), objective.output(), objective.answers());
    }

    /// Among the classes that had no rows.
    private String placed(RawColumns graph, String softmax) {
        int all = objective.answers();
        if (classes.length == all) {
            return softmax;
        }
        double[] places = new double[classes.length * all];
        for (int at = 0; at < classes.length; at++) {
            places[at * all + classes[at]] = 1;
        }
        return graph.node(
                "MatMul", List.of(softmax, graph.constant("places", List.of(classes.length, all), places)), "placed");
    }
}
