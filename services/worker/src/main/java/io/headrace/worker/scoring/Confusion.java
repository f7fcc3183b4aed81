package io.headrace.worker.scoring;

import java.util.stream.IntStream;

/// How often a row of one class was taken for another: what can be said of the most probable class
/// alone.
///
/// Of a class are told: its precision, hits / guesses; its recall, hits / rows; its F1, 2 · hits /
/// (guesses + rows). A quotient by 0 counts as 0. Of two classes these are the second one's, `true`; of
/// more the mean over the classes that a row is of or was taken for. So scikit-learn does:
/// `precision_score`, `recall_score`, `f1_score`, with `average="binary"` or `"macro"`.
final class Confusion {

    /// By what a row is, then by what it was taken for.
    private final long[][] rows;

    private final long all;

    Confusion(Answers answers) {
        this.rows = new long[answers.classes()][answers.classes()];
        this.all = answers.rows();
        for (int row = 0; row < all; row++) {
            rows[answers.label(row)][answers.guess(row)]++;
        }
    }

    /// The share of rows that were taken for what they are.
    double accuracy() {
        return (double) classes().mapToLong(this::hits).sum() / all;
    }

    /// The mean recall of the classes that a row is of, as scikit-learn's `balanced_accuracy_score`.
    double balancedAccuracy() {
        return classes()
                .filter(of -> labelled(of) > 0)
                .mapToDouble(this::recall)
                .average()
                .orElse(Double.NaN);
    }

    double precision() {
        return one(classes().mapToDouble(this::precision).toArray());
    }

    double recall() {
        return one(classes().mapToDouble(this::recall).toArray());
    }

    double f1() {
        return one(classes().mapToDouble(this::f1).toArray());
    }

    private double one(double[] figures) {
        if (all == 0) {
            return Double.NaN;
        }
        if (figures.length == 2) {
            return figures[1];
        }
        return classes()
                .filter(of -> labelled(of) + guessed(of) > 0)
                .mapToDouble(of -> figures[of])
                .average()
                .orElse(Double.NaN);
    }

    private IntStream classes() {
        return IntStream.range(0, rows.length);
    }

    private double precision(int of) {
        return quotient(hits(of), guessed(of));
    }

    private double recall(int of) {
        return quotient(hits(of), labelled(of));
    }

    private double f1(int of) {
        return quotient(2 * hits(of), guessed(of) + labelled(of));
    }

    private long hits(int of) {
        return rows[of][of];
    }

    private long labelled(int of) {
        return classes().mapToLong(guess -> rows[of][guess]).sum();
    }

    private long guessed(int of) {
        return classes().mapToLong(label -> rows[label][of]).sum();
    }

    private static double quotient(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
