package io.headrace.app.bench;

import io.headrace.app.CommandFailure;
import io.headrace.exact.Feature;
import io.headrace.exact.GramMatrix;
import io.headrace.training.core.Feed;
import io.headrace.training.core.Plan;
import io.headrace.training.run.RidgeModel;
import io.headrace.training.run.RidgeModel.Made;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// A ridge over so many rows: its sums, and the model that training makes of them. Not thread-safe.
final class RetrainedRidge {

    static final double L2 = 1.0;

    /// Rows that each retrain finds changed.
    static final int CHANGES = 100;

    private static final int BATCH = 4_096;
    static final Plan.Columns COLUMNS = new Plan.Columns(
            FeatureTable.FEATURES.stream().map(Feature::numeric).toList(), "y", null);

    private final DrawnRows drawn;
    private final long rows;
    private final Feed.Rows counts;
    private GramMatrix train = new GramMatrix(DrawnRows.FEATURES);
    private GramMatrix test = new GramMatrix(DrawnRows.FEATURES);
    private long changes;

    /// A row that is summed.
    @SuppressWarnings("ArrayRecordComponent") // Lives from a draw to its sum.
    private record Numbered(long number, double[] values) {}

    /// @param rows [#CHANGES] at least
    RetrainedRidge(DrawnRows drawn, long rows) {
        this.drawn = drawn;
        this.rows = rows;
        this.counts = new Feed.Rows(DrawnRows.trainRows(rows), rows - DrawnRows.trainRows(rows), Map.of(), List.of());
    }

    long rows() {
        return rows;
    }

    /// Sums every row as it was before any change, and makes the model.
    ///
    /// @return nanoseconds that took, without those in which rows were drawn
    long fromScratch() {
        train = new GramMatrix(DrawnRows.FEATURES);
        test = new GramMatrix(DrawnRows.FEATURES);
        changes = 0;
        long nanos = 0;
        for (long from = 0; from < rows; from += BATCH) {
            List<Numbered> batch = LongStream.range(from, Math.min(from + BATCH, rows))
                    .mapToObj(row -> new Numbered(row, drawn.row(row, 0)))
                    .toList();
            long began = System.nanoTime();
            batch.forEach(this::add);
            nanos += System.nanoTime() - began;
        }
        long began = System.nanoTime();
        Made.Model _ = model();
        return nanos + System.nanoTime() - began;
    }

    /// Takes the next [#CHANGES] rows away as they were, adds them as they have become, and makes the model.
    ///
    /// @return nanoseconds that took, without those in which rows were drawn
    long retrain() {
        List<Numbered> before = new ArrayList<>();
        List<Numbered> after = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++, changes++) {
            long row = changes % rows;
            long version = changes / rows;
            before.add(new Numbered(row, drawn.row(row, version)));
            after.add(new Numbered(row, drawn.row(row, version + 1)));
        }
        long began = System.nanoTime();
        before.forEach(this::remove);
        after.forEach(this::add);
        Made.Model _ = model();
        return System.nanoTime() - began;
    }

    /// What training makes of the sums as they are.
    Made.Model model() {
        return switch (RidgeModel.of(COLUMNS, L2, train, test, counts)) {
            case Made.Model model -> model;
            case Made.Nothing(String reason) ->
                throw CommandFailure.failed("no ridge of %,d rows: %s".formatted(rows, reason));
        };
    }

    private void add(Numbered row) {
        sums(row).add(row.values());
    }

    private void remove(Numbered row) {
        sums(row).remove(row.values());
    }

    private GramMatrix sums(Numbered row) {
        return DrawnRows.isTest(row.number()) ? test : train;
    }
}
