package io.headrace.worker.scoring;

import ai.onnxruntime.OnnxTensor;
import io.headrace.exact.Cell;
import io.headrace.exact.Feature;
import io.headrace.exact.Label;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Probabilities held against classes. Not thread-safe.
final class ClassComparison implements Comparison {

    /// A model may compute in floats.
    private static final double TOLERANCE = 1e-3;

    private final Label label;
    private final Map<Cell, Integer> numbers = new HashMap<>();
    private final Slices<Answers> answers;
    private long rows;
    private long notFinite;
    private long noProbabilities;

    /// @param answers none as yet
    ClassComparison(Label label, Slices<Answers> answers) {
        this.label = label;
        this.answers = answers;
        List<String> classes = label.classes();
        for (int i = 0; i < classes.size(); i++) {
            boolean isFlag = label.kind() == Feature.Kind.BOOLEAN;
            numbers.put(isFlag ? Cell.of(Boolean.parseBoolean(classes.get(i))) : Cell.of(classes.get(i)), i);
        }
    }

    @Override
    public Optional<String> take(OnnxTensor tensor, List<List<Cell>> batch) {
        int classes = numbers.size();
        long[] shape = tensor.getInfo().getShape();
        if (shape.length != 2 || shape[1] != classes) {
            return Optional.of("the model gives %,d probabilities a row, and %s has %,d classes: %s"
                    .formatted(shape[shape.length - 1], label.column(), classes, String.join(", ", label.classes())));
        }
        if (shape[0] != batch.size()) {
            return Optional.of("the model gives probabilities of %,d rows for %,d".formatted(shape[0], batch.size()));
        }
        double[] probabilities = Comparison.doubles(tensor);
        for (int i = 0; i < batch.size(); i++) {
            double[] answer = new double[classes];
            System.arraycopy(probabilities, i * classes, answer, 0, classes);
            compare(answer, batch.get(i));
        }
        return Optional.empty();
    }

    private void compare(double[] answer, List<Cell> row) {
        Integer number = numbers.get(row.getLast());
        if (number == null) {
            throw new IllegalArgumentException(
                    "the label is %s: a row of a dataset has one of %s".formatted(row.getLast(), label.classes()));
        }
        rows++;
        double sum = 0;
        boolean isOutside = false;
        for (int i = 0; i < answer.length; i++) {
            sum += answer[i];
            isOutside |= answer[i] < -TOLERANCE || answer[i] > 1 + TOLERANCE;
            answer[i] = Math.clamp(answer[i], 0.0, 1.0);
        }
        if (!Double.isFinite(sum)) {
            notFinite++;
        } else if (isOutside || Math.abs(sum - 1) > TOLERANCE) {
            noProbabilities++;
        } else {
            answers.of(row).forEach(place -> place.add(answer, number));
        }
    }

    @Override
    public ScoredModel scored() {
        if (notFinite > 0) {
            return new Unfit("the model gives NaN or infinity for %,d of %,d rows".formatted(notFinite, rows));
        }
        if (noProbabilities > 0) {
            return new Unfit(
                    "the model gives no probabilities for %,d of %,d rows: each is between 0 and 1, and those of a row sum to 1 within 0.001"
                            .formatted(noProbabilities, rows));
        }
        return new ScoredModel.Scored(answers.score(), answers.scores());
    }
}
