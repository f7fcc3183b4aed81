package io.headrace.worker.fitting;

/// Probabilities of sums: eᶻ over the sum of all of them. `StrictMath` gives the same bits everywhere.
public final class Softmax {

    private Softmax() {}

    /// In place.
    ///
    /// @param sums become the probabilities
    public static void apply(double[] sums) {
        double most = sums[0];
        for (double sum : sums) {
            most = Math.max(most, sum);
        }
        double all = 0;
        for (int target = 0; target < sums.length; target++) {
            sums[target] = StrictMath.exp(sums[target] - most);
            all += sums[target];
        }
        for (int target = 0; target < sums.length; target++) {
            sums[target] /= all;
        }
    }
}
