package io.headrace.worker.logistic;

import io.headrace.worker.fitting.Watcher;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.BooleanSupplier;

/// Looks for the minimum of a strictly convex loss by limited-memory BFGS: Nocedal and Wright, *Numerical
/// Optimization*, 2nd edition, algorithms 7.4 and 7.5, with steps halved until they meet Armijo's condition (3.4).
/// Begins at 0.
///
/// One thread, one order: the same loss has the same minimum, bit by bit.
final class Minimum {

    /// Remembered steps.
    private static final int MEMORY = 10;

    private static final double SUFFICIENT = 1e-4;
    private static final int HALVINGS_MAX = 60;

    /// It is found where no component of the gradient is larger.
    static final double TOLERANCE = 1e-9;

    private final Loss loss;
    private final Deque<Step> steps = new ArrayDeque<>();
    private double[] point;
    private double[] gradient;
    private double value;

    Minimum(Loss loss) {
        this.loss = loss;
        this.point = new double[loss.parameters()];
        this.gradient = new double[loss.parameters()];
        this.value = loss.at(point, gradient);
    }

    /// What came of it.
    sealed interface End {

        /// The minimum.
        @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
        record Found(double[] point) implements End {}

        /// It was not found in so many iterations.
        ///
        /// @param slope the largest component of the gradient
        record NotYet(double slope) implements End {}

        /// Nobody waits any more.
        record Stopped() implements End {}

        /// The time was over.
        record TooLate() implements End {}
    }

    /// @param change of the point, of the gradient
    @SuppressWarnings("ArrayRecordComponent") // Made, used and forgotten.
    private record Step(double[] change, double[] bend, double curvature) {}

    /// Runs to the end.
    ///
    /// @param until of [System#nanoTime]
    End find(int iterations, long until, Watcher watcher) {
        for (int iteration = 0; iteration < iterations; iteration++) {
            watcher.at(iteration, iterations);
            if (slope() <= TOLERANCE) {
                return new End.Found(point);
            }
            if (watcher.isStopped()) {
                return new End.Stopped();
            }
            if (System.nanoTime() - until >= 0) {
                return new End.TooLate();
            }
            boolean isLower = move(() -> watcher.isStopped() || System.nanoTime() - until >= 0);
            // Unless it was interrupted no shorter step gets lower: rounding is all that is left.
            if (!isLower && !watcher.isStopped() && System.nanoTime() - until < 0) {
                return new End.Found(point);
            }
        }
        return slope() <= TOLERANCE ? new End.Found(point) : new End.NotYet(slope());
    }

    private double slope() {
        double most = 0;
        for (double component : gradient) {
            most = Math.max(most, Math.abs(component));
        }
        return most;
    }

    /// Whether it got lower.
    private boolean move(BooleanSupplier isInterrupted) {
        double[] direction = direction();
        double descent = dot(gradient, direction);
        double length = steps.isEmpty() ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
        for (int halving = 0; halving < HALVINGS_MAX && !isInterrupted.getAsBoolean(); halving++) {
            double[] next = new double[point.length];
            for (int i = 0; i < next.length; i++) {
                next[i] = point[i] + length * direction[i];
            }
            double[] nextGradient = new double[point.length];
            double nextValue = loss.at(next, nextGradient);
            if (nextValue <= value + SUFFICIENT * length * descent && nextValue < value) {
                take(next, nextGradient, nextValue);
                return true;
            }
            length /= 2;
        }
        return false;
    }

    private void take(double[] next, double[] nextGradient, double nextValue) {
        double[] change = difference(next, point);
        double[] bend = difference(nextGradient, gradient);
        double curvature = dot(change, bend);
        if (curvature > 0) {
            steps.addLast(new Step(change, bend, curvature));
            if (steps.size() > MEMORY) {
                steps.removeFirst();
            }
        }
        point = next;
        gradient = nextGradient;
        value = nextValue;
    }

    /// Downwards: minus the gradient, bent by what the last steps showed (the two-loop recursion).
    private double[] direction() {
        double[] direction = new double[gradient.length];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = -gradient[i];
        }
        double[] shares = new double[steps.size()];
        int at = steps.size();
        for (Iterator<Step> back = steps.descendingIterator(); back.hasNext(); ) {
            Step step = back.next();
            shares[--at] = dot(step.change(), direction) / step.curvature();
            add(direction, -shares[at], step.bend());
        }
        if (!steps.isEmpty()) {
            Step last = steps.getLast();
            double scale = last.curvature() / dot(last.bend(), last.bend());
            for (int i = 0; i < direction.length; i++) {
                direction[i] *= scale;
            }
        }
        for (Step step : steps) {
            double share = dot(step.bend(), direction) / step.curvature();
            add(direction, shares[at++] - share, step.change());
        }
        return direction;
    }

    private static void add(double[] to, double share, double[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += share * what[i];
        }
    }

    private static double[] difference(double[] one, double[] other) {
        double[] difference = new double[one.length];
        for (int i = 0; i < one.length; i++) {
            difference[i] = one[i] - other[i];
        }
        return difference;
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
