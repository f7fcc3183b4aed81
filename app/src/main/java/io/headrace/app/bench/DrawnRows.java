package io.headrace.app.bench;

import java.util.SplittableRandom;

/// Rows as a [FeatureTable] has them: 20 features, then a label that is linear in them, but for noise. No row is held:
/// each is drawn from its number, and is the same each time.
///
/// @param seed other rows of another seed
record DrawnRows(long seed) {

    /// Features, without the label.
    static final int FEATURES = FeatureTable.FEATURES.size();

    private static final int ONE_OF_FIVE = 5;
    private static final int VERSION_SHIFT = 40;

    /// Whether a row is in the test split: every fifth is.
    static boolean isTest(long row) {
        return row % ONE_OF_FIVE == ONE_OF_FIVE - 1;
    }

    /// How many of the first rows are in the training split.
    static long trainRows(long rows) {
        return rows - rows / ONE_OF_FIVE;
    }

    /// @param row from 0, below 2⁴⁰
    /// @param version how often the row was changed
    double[] row(long row, long version) {
        SplittableRandom random = new SplittableRandom(seed ^ ((version << VERSION_SHIFT) | row));
        double[] drawn = new double[FEATURES + 1];
        double label = random.nextGaussian();
        for (int i = 0; i < FEATURES; i++) {
            drawn[i] = random.nextGaussian();
            label += (i + 1) * drawn[i];
        }
        drawn[FEATURES] = label;
        return drawn;
    }
}
