package io.headrace.app.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a bench of training tells.
final class TrainReadings {

    private static final Aim FLAT = Aim.ratioAtMost(1.5);
    private static final double TIMES_BARE = 1.2;
    private static final Aim BEYOND = Aim.atMost(100);

    private TrainReadings() {}

    /// Of one number of rows, in milliseconds.
    ///
    /// @param scratch every row summed, and a model made
    /// @param retrained some rows summed again, and a model made
    record Size(RetrainedRidge ridge, Measured scratch, Refit refit, Measured retrained) {
        long rows() {
            return ridge.rows();
        }
    }

    /// @param sizes fewest rows first
    static List<Reading> ofRidge(List<Size> sizes) {
        List<Reading> readings = new ArrayList<>();
        for (Size size : sizes) {
            String name = "ridge_%d_".formatted(size.rows());
            String what = "ridge, %,d rows, ".formatted(size.rows());
            Optional<Double> refit = size.refit().measured();
            readings.add(beside(
                    refit,
                    Reading.of(
                            name + "retrain_ms",
                            "%s%d changed: retrain, ms (bare: refit by scikit-learn)"
                                    .formatted(what, RetrainedRidge.CHANGES),
                            size.retrained().median())));
            readings.add(beside(
                    refit,
                    Reading.of(
                            name + "from_scratch_ms",
                            what + "from scratch, ms (bare: the same)",
                            size.scratch().median())));
        }
        if (sizes.size() > 1) {
            readings.add(flatness(sizes.getFirst(), sizes.getLast()));
        }
        return readings;
    }

    private static Reading beside(Optional<Double> counterpart, Reading reading) {
        return counterpart.map(reading::beside).orElse(reading);
    }

    private static Reading flatness(Size fewest, Size most) {
        return Reading.of(
                        "ridge_retrain_flat_ms",
                        "ridge, %,d rows beside %,d: retrain, ms".formatted(most.rows(), fewest.rows()),
                        most.retrained().median())
                .beside(fewest.retrained().median())
                .aimingAt(FLAT);
    }

    /// @param deployed milliseconds from COMMIT to a subscriber's callback
    /// @param bare milliseconds of the library alone
    static List<Reading> ofXgboost(int rows, Measured deployed, Measured bare) {
        return List.of(
                Reading.of(
                                "xgboost_deployed_ms",
                                "xgboost, %,d rows: COMMIT to callback, ms (bare: the library)".formatted(rows),
                                deployed.median())
                        .beside(bare.median()),
                Reading.of(
                                "xgboost_beyond_ms",
                                "xgboost, %,d rows: beyond %s times the library, ms".formatted(rows, TIMES_BARE),
                                deployed.median() - TIMES_BARE * bare.median())
                        .aimingAt(BEYOND));
    }
}
