package io.headrace.app.bench;

import io.headrace.app.up.Progress;
import java.util.List;

/// Measures retrains of a ridge over few and many rows, in this process and without a server.
final class RidgeTrain {

    private static final long SEED = 1;
    private static final int WARM_UP_ROWS = 200_000;
    private static final int WARM_UP = 300;
    private static final int TURNS = 501;

    /// Passes over more rows are made once, over fewer three times.
    private static final long OFTEN_UP_TO = 1_000_000;

    private static final int OFTEN = 3;

    private final ScikitLearn scikitLearn;
    private final Progress progress;

    RidgeTrain(ScikitLearn scikitLearn, Progress progress) {
        this.scikitLearn = scikitLearn;
        this.progress = progress;
    }

    /// @param rowCounts how many rows, once each, fewest first
    List<Reading> measure(List<Integer> rowCounts) {
        warmUp();
        List<TrainReadings.Size> sizes = rowCounts.stream().map(this::full).toList();
        retrain(sizes);
        for (TrainReadings.Size size : sizes) {
            progress.says("ridge, %,d rows, %d of them changed: retrained in %.2f ms"
                    .formatted(
                            size.rows(),
                            RetrainedRidge.CHANGES,
                            size.retrained().median()));
        }
        return TrainReadings.ofRidge(sizes);
    }

    private void warmUp() {
        RetrainedRidge ridge = new RetrainedRidge(new DrawnRows(SEED), WARM_UP_ROWS);
        long _ = ridge.fromScratch();
        for (int i = 0; i < WARM_UP; i++) {
            long _ = ridge.retrain();
        }
        progress.says("warm");
    }

    private TrainReadings.Size full(int rows) {
        int turns = rows <= OFTEN_UP_TO ? OFTEN : 1;
        RetrainedRidge ridge = new RetrainedRidge(new DrawnRows(SEED), rows);
        Measured ours = new Measured();
        for (int i = 0; i < turns; i++) {
            ours.add(ridge.fromScratch() / 1e6);
        }
        Refit theirs = scikitLearn.refit(rows, turns);
        progress.says("ridge, %,d rows from scratch: %,.1f ms; %s".formatted(rows, ours.median(), theirs.text()));
        return new TrainReadings.Size(ridge, ours, theirs, new Measured());
    }

    /// The sizes take turns, so that whatever else this machine does falls on all alike.
    private static void retrain(List<TrainReadings.Size> sizes) {
        for (int turn = 0; turn < WARM_UP + TURNS; turn++) {
            for (TrainReadings.Size size : sizes) {
                double millis = size.ridge().retrain() / 1e6;
                if (turn >= WARM_UP) {
                    size.retrained().add(millis);
                }
            }
        }
    }
}
