package io.headrace.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TrainReadingsTest {

    private static final Refit ABSENT = new Refit.Absent("No module named 'sklearn'");

    @Test
    void aRetrainOfFewRowsAndOneOfManyAreComparedWithEachOther() {
        List<Reading> readings = TrainReadings.ofRidge(
                List.of(size(10_000, 20, ABSENT, 2), size(100_000, 200, ABSENT, 9), size(1_000_000, 2_000, ABSENT, 3)));

        Reading flat = readings.getLast();
        assertThat(readings).hasSize(7);
        assertThat(flat.name()).isEqualTo("ridge_retrain_flat_ms");
        assertThat(flat.ratio()).isEqualTo(1.5);
        assertThat(flat.held()).isTrue();
    }

    @Test
    void oneNumberOfRowsIsComparedWithNoOther() {
        assertThat(TrainReadings.ofRidge(List.of(size(10_000, 20, ABSENT, 2))))
                .extracting(Reading::name)
                .containsExactly("ridge_10000_retrain_ms", "ridge_10000_from_scratch_ms");
    }

    @Test
    void bothWaysAreComparedWithScikitLearnWhereItIs() {
        Refit refit = new Refit.Done(10, "1.7.2");

        assertThat(TrainReadings.ofRidge(List.of(size(10_000, 20, refit, 2))))
                .extracting(Reading::ratio)
                .containsExactly(0.2, 2.0);
        assertThat(TrainReadings.ofRidge(List.of(size(10_000, 20, ABSENT, 2))))
                .extracting(Reading::ratio)
                .containsOnlyNulls();
    }

    @Test
    void treesMayTakeAFifthAndATenthOfASecondMoreThanTheLibrary() {
        assertThat(trees(1_300, 1_000)).extracting(Reading::held).containsExactly(null, true);
        assertThat(trees(1_301, 1_000)).extracting(Reading::held).containsExactly(null, false);
        assertThat(trees(1_300, 1_000).getFirst().ratio()).isEqualTo(1.3);
    }

    private static List<Reading> trees(double deployed, double bare) {
        return TrainReadings.ofXgboost(50_000, measured(deployed), measured(bare));
    }

    private static TrainReadings.Size size(int rows, double scratch, Refit refit, double retrained) {
        return new TrainReadings.Size(
                new RetrainedRidge(new DrawnRows(1), rows), measured(scratch), refit, measured(retrained));
    }

    private static Measured measured(double value) {
        Measured measured = new Measured();
        measured.add(value);
        return measured;
    }
}
