package io.headrace.worker.scoring;

import java.util.Arrays;

/// What a classifier said of rows, in the order of the rows, and which class each row is of: of K
/// classes K probabilities a row. 8·K + 4 bytes of memory a row.
final class Answers implements Compared {

    private static final int FIRST_ROWS = 1024;

    /// By class, then by row.
    private final double[][] probabilities;
    private int[] labels = new int[FIRST_ROWS];
    private int rows;

    /// None as yet.
    ///
    /// @param classes K, 2 at least
    Answers(int classes) {
        this.probabilities = new double[classes][FIRST_ROWS];
    }

    @Override
    public Score score() {
        return new ClassScore(rows, ClassFigure.all(this));
    }

    int classes() {
        return probabilities.length;
    }

    int rows() {
        return rows;
    }

    /// @param answer K probabilities
    /// @param label the number of the row's class, from 0
    void add(double[] answer, int label) {
        if (rows == labels.length) {
            grow();
        }
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i][rows] = answer[i];
        }
        labels[rows] = label;
        rows++;
    }

    double probability(int row, int of) {
        return probabilities[of][row];
    }

    int label(int row) {
        return labels[row];
    }

    /// The most probable class; of several the first.
    int guess(int row) {
        int guess = 0;
        for (int i = 1; i < probabilities.length; i++) {
            if (probabilities[i][row] > probabilities[guess][row]) {
                guess = i;
            }
        }
        return guess;
    }

    /// How many rows are of a class.
    int labelled(int of) {
        int count = 0;
        for (int row = 0; row < rows; row++) {
            if (labels[row] == of) {
                count++;
            }
        }
        return count;
    }

    private void grow() {
        int more = Math.toIntExact(Math.min(Integer.MAX_VALUE - 8, 2L * rows));
        labels = Arrays.copyOf(labels, more);
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = Arrays.copyOf(probabilities[i], more);
        }
    }
}
