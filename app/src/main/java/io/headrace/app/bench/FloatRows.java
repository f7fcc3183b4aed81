package io.headrace.app.bench;

/// A training split as floats.
///
/// @param values row by row
/// @param labels one per row
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record FloatRows(float[] values, float[] labels) {

    /// @param rows of the table
    static FloatRows of(DrawnRows drawn, int rows) {
        int train = Math.toIntExact(DrawnRows.trainRows(rows));
        FloatRows made = new FloatRows(new float[train * DrawnRows.FEATURES], new float[train]);
        for (int row = 0; row < train; row++) {
            double[] one = drawn.row(row, 0);
            for (int i = 0; i < DrawnRows.FEATURES; i++) {
                made.values[row * DrawnRows.FEATURES + i] = (float) one[i];
            }
            made.labels[row] = (float) one[DrawnRows.FEATURES];
        }
        return made;
    }
}
