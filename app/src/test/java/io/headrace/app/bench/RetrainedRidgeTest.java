package io.headrace.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.exact.GramMatrix;
import io.headrace.training.core.Feed;
import io.headrace.training.run.RidgeModel;
import io.headrace.training.run.RidgeModel.Made;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RetrainedRidgeTest {

    private static final int ROWS = 1_000;
    private static final DrawnRows DRAWN = new DrawnRows(7);

    private final RetrainedRidge ridge = new RetrainedRidge(DRAWN, ROWS);

    @Test
    void aRetrainMakesTheModelOfTheRowsAsTheyHaveBecome() {
        long _ = ridge.fromScratch();
        assertThat(ridge.model()).isEqualTo(modelWithChanged(0));

        for (int changed = RetrainedRidge.CHANGES; changed <= 2 * ROWS; changed += RetrainedRidge.CHANGES) {
            assertThat(ridge.retrain()).isPositive();
            assertThat(ridge.model()).isEqualTo(modelWithChanged(changed));
        }
    }

    @Test
    void aPassFromScratchForgetsEveryChange() {
        assertThat(ridge.fromScratch()).isPositive();
        Made.Model model = ridge.model();
        long _ = ridge.retrain();
        assertThat(ridge.model()).isNotEqualTo(model);

        long _ = ridge.fromScratch();

        assertThat(ridge.model()).isEqualTo(model);
    }

    /// @param changed how many changes there were, in the order of the rows, again and again
    private static Made modelWithChanged(int changed) {
        GramMatrix train = new GramMatrix(DrawnRows.FEATURES);
        GramMatrix test = new GramMatrix(DrawnRows.FEATURES);
        for (int row = 0; row < ROWS; row++) {
            int version = changed / ROWS + (row < changed % ROWS ? 1 : 0);
            (DrawnRows.isTest(row) ? test : train).add(DRAWN.row(row, version));
        }
        return RidgeModel.of(
                RetrainedRidge.COLUMNS, RetrainedRidge.L2, train, test, new Feed.Rows(0, 0, Map.of(), List.of()));
    }
}
