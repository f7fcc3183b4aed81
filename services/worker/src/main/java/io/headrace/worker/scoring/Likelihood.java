package io.headrace.worker.scoring;

/// How far the probabilities themselves are from what the rows are. Rows are added up in their order.
final class Likelihood {

    private static final int BINS = 10;

    /// No probability is taken for smaller, nor for nearer to 1: the distance from 1 to the next
    /// double, as scikit-learn has it.
    private static final double SMALLEST = 0x1p-52;

    private Likelihood() {}

    /// Mean of −ln of the probability of the class that the row is of, as scikit-learn's `log_loss`.
    static double logLoss(Answers answers) {
        double sum = 0;
        for (int row = 0; row < answers.rows(); row++) {
            double probability = answers.probability(row, answers.label(row));
            sum -= Math.log(Math.clamp(probability, SMALLEST, 1 - SMALLEST));
        }
        return sum / answers.rows();
    }

    /// Brier's score: of two classes the mean of (probability of `true` − (1 if the row is `true`, else
    /// 0))², between 0 and 1; of more the mean of the sum of that over all classes, between 0 and 2
    /// (Brier 1950). So scikit-learn's `brier_score_loss`.
    static double brier(Answers answers) {
        double sum = 0;
        for (int row = 0; row < answers.rows(); row++) {
            int first = answers.classes() == 2 ? 1 : 0;
            for (int number = first; number < answers.classes(); number++) {
                double error = answers.probability(row, number) - (answers.label(row) == number ? 1 : 0);
                sum += error * error;
            }
        }
        return sum / answers.rows();
    }

    /// The expected calibration error over 10 bins of equal width, (0, 0.1], (0.1, 0.2] … (0.9, 1], 0
    /// being in the first: Σ over bins of rows in it / rows · |mean probability − share of hits|.
    ///
    /// Of two classes the probability is that of `true`, and a hit is a row that is `true` (Naeini,
    /// Cooper and Hauskrecht 2015); of more it is that of the most probable class, and a hit is a row
    /// of that class (Guo, Pleiss, Sun and Weinberger 2017).
    static double calibrationError(Answers answers) {
        double[] surplus = new double[BINS];
        for (int row = 0; row < answers.rows(); row++) {
            int of = answers.classes() == 2 ? 1 : answers.guess(row);
            double probability = answers.probability(row, of);
            surplus[bin(probability)] += probability - (answers.label(row) == of ? 1 : 0);
        }
        double sum = 0;
        for (double one : surplus) {
            sum += Math.abs(one);
        }
        return sum / answers.rows();
    }

    private static int bin(double probability) {
        int bin = 0;
        while (bin < BINS - 1 && probability > (bin + 1) / (double) BINS) {
            bin++;
        }
        return bin;
    }
}
