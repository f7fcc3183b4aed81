package io.headrace.worker.scoring;

import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// How well the probability of one class sorts its rows before the others; only the order of the
/// probabilities matters.
///
/// @param all the probabilities, sorted
/// @param hits those of the rows of the class, sorted
@SuppressWarnings("ArrayRecordComponent") // Made, asked and forgotten.
record Ranking(double[] all, double[] hits) {

    static Ranking of(Answers answers, int of) {
        double[] all = IntStream.range(0, answers.rows())
                .mapToDouble(row -> answers.probability(row, of))
                .sorted()
                .toArray();
        double[] hits = IntStream.range(0, answers.rows())
                .filter(row -> answers.label(row) == of)
                .mapToDouble(row -> answers.probability(row, of))
                .sorted()
                .toArray();
        return new Ranking(all, hits);
    }

    /// The mean over the classes that have such a figure; of two classes the second one's, `true`.
    static double mean(Answers answers, ToDoubleFunction<Ranking> figure) {
        return IntStream.range(answers.classes() == 2 ? 1 : 0, answers.classes())
                .mapToDouble(of -> figure.applyAsDouble(of(answers, of)))
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    /// The area under the ROC curve: how probable it is that of two rows, one of the class and one not,
    /// the first has the higher probability; an equal one counts half. It is Mann and Whitney's U
    /// divided by the number of such pairs (Hanley and McNeil 1982), counted in integers. NaN where all
    /// rows are of the class, or none.
    double rocArea() {
        long pairs = (long) hits.length * (all.length - hits.length);
        if (pairs == 0) {
            return Double.NaN;
        }
        long halves = 0;
        int below = 0;
        int at = 0;
        while (at < hits.length) {
            double probability = hits[at];
            int next = behind(hits, at, probability);
            while (all[below] < probability) {
                below++;
            }
            int upTo = behind(all, below, probability);
            long same = (long) next - at;
            long othersBelow = (long) below - at;
            long othersSame = (long) upTo - below - same;
            halves += same * (2 * othersBelow + othersSame);
            at = next;
            below = upTo;
        }
        return halves / (2.0 * pairs);
    }

    /// Average precision: over the probabilities of the class's rows from high to low, the sum of
    /// precision × growth of recall, if all rows of that probability and above are taken for the class.
    /// There is no interpolation; so scikit-learn's `average_precision_score`. NaN where no row is of
    /// the class.
    double averagePrecision() {
        if (hits.length == 0) {
            return Double.NaN;
        }
        double sum = 0;
        int end = hits.length;
        int from = all.length;
        while (end > 0) {
            double probability = hits[end - 1];
            int start = end;
            while (start > 0 && hits[start - 1] == probability) {
                start--;
            }
            while (from > 0 && all[from - 1] >= probability) {
                from--;
            }
            double precision = (double) (hits.length - start) / (all.length - from);
            sum += precision * (end - start) / hits.length;
            end = start;
        }
        return sum;
    }

    private static int behind(double[] sorted, int from, double probability) {
        int at = from;
        while (at < sorted.length && sorted[at] == probability) {
            at++;
        }
        return at;
    }
}
