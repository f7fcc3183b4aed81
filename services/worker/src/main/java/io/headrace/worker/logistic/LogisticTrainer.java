package io.headrace.worker.logistic;

import io.headrace.exact.Encoding;
import io.headrace.worker.fitting.Columns;
import io.headrace.worker.fitting.Fitted;
import io.headrace.worker.fitting.Fitted.Failed;
import io.headrace.worker.fitting.Objective;
import io.headrace.worker.fitting.Parity;
import io.headrace.worker.fitting.Rows;
import io.headrace.worker.fitting.Watcher;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// Fits a logistic regression to a dataset's rows. The same rows, in the same order, and the same settings make the
/// same bytes.
///
/// @param timeLimit of the fit: when it is not done by then, it has failed
public record LogisticTrainer(Encoding encoding, LogisticSettings settings, Duration timeLimit) {

    /// The same name, rows and settings make the same bytes.
    public static final String NAME = LogisticSettings.KIND + "/1";

    /// Runs to the end. The label is a class.
    ///
    /// @param trainRows how many of the rows are in the training split
    public Fitted train(Rows rows, long trainRows, Watcher watcher) {
        Objective objective = Objective.of(encoding.label());
        Columns columns = Columns.marked(encoding, rows);
        Optional<String> obstacle = obstacle(columns, objective, trainRows);
        if (obstacle.isPresent()) {
            return new Failed(obstacle.get());
        }
        long until = System.nanoTime() + timeLimit.toNanos();
        Numbers numbers = new Numbers(columns, objective, Math.toIntExact(trainRows));
        rows.forEach(numbers);
        numbers.standardize();
        Minimum minimum = new Minimum(new LogisticLoss(numbers, targets(objective), settings.l2()));
        return switch (minimum.find(settings.iterations(), until, watcher)) {
            case Minimum.End.Stopped() -> new Fitted.Stopped();
            case Minimum.End.TooLate() -> new Failed("was not done within %,d s".formatted(timeLimit.toSeconds()));
            case Minimum.End.NotYet(double slope) ->
                new Failed(
                        "is not at its minimum after %,d iterations, where its slope is %.1e and %.0e was to be: allow more of them, or a larger l2"
                                .formatted(settings.iterations(), slope, Minimum.TOLERANCE));
            case Minimum.End.Found(double[] point) -> model(numbers, columns, objective, point, rows);
        };
    }

    private Fitted model(Numbers numbers, Columns columns, Objective objective, double[] point, Rows rows) {
        int width = columns.width() + 1;
        double[][] targets = new double[targets(objective)][];
        for (int target = 0; target < targets.length; target++) {
            targets[target] = numbers.undivided(Arrays.copyOfRange(point, target * width, (target + 1) * width));
        }
        Coefficients fitted = new Coefficients(columns, objective, targets, numbers.means());
        byte[] graph = fitted.graph();
        return Parity.difference(graph, encoding, fitted, rows)
                .<Fitted>map(Failed::new)
                .orElseGet(() -> new Fitted.Made(graph));
    }

    /// Two classes are told by one line, whatever they are called.
    private static int targets(Objective objective) {
        return objective.answers() == 2 ? 1 : objective.answers();
    }

    private Optional<String> obstacle(Columns columns, Objective objective, long trainRows) {
        Optional<String> obstacle = objective.obstacle(encoding.features(), trainRows);
        if (obstacle.isEmpty() && trainRows > Numbers.NUMBERS_MAX / columns.width()) {
            return Optional.of("takes %,d numbers at most, and %,d rows of %d columns are more: declare fewer"
                    .formatted(Numbers.NUMBERS_MAX, trainRows, columns.width()));
        }
        return obstacle;
    }
}
