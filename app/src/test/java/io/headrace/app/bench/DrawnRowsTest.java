package io.headrace.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class DrawnRowsTest {

    private static final DrawnRows DRAWN = new DrawnRows(7);

    @Test
    void aRowIsTheSameEachTime() {
        assertThat(DRAWN.row(12, 3)).isEqualTo(new DrawnRows(7).row(12, 3));
    }

    @Test
    void aRowIsAnotherOfAnotherNumberVersionOrSeed() {
        assertThat(DRAWN.row(12, 3))
                .isNotEqualTo(DRAWN.row(13, 3))
                .isNotEqualTo(DRAWN.row(12, 4))
                .isNotEqualTo(new DrawnRows(8).row(12, 3));
    }

    @Test
    void theLabelIsLinearInTheFeaturesButForNoise() {
        double[] row = DRAWN.row(0, 0);
        double label = 0;
        for (int i = 0; i < DrawnRows.FEATURES; i++) {
            label += (i + 1) * row[i];
        }
        assertThat(Math.abs(row[DrawnRows.FEATURES] - label)).isBetween(1e-9, 6.0);
    }

    @Test
    void everyFifthRowIsInTheTestSplit() {
        assertThat(LongStream.range(0, 12).filter(DrawnRows::isTest)).containsExactly(4L, 9L);
        for (long rows = 0; rows < 12; rows++) {
            assertThat(DrawnRows.trainRows(rows))
                    .isEqualTo(LongStream.range(0, rows)
                            .filter(row -> !DrawnRows.isTest(row))
                            .count());
        }
    }

    @Test
    void aTrainingSplitIsItsRowsOneBehindTheOther() {
        FloatRows rows = FloatRows.of(DRAWN, 5);

        assertThat(rows.labels()).hasSize(4);
        assertThat(rows.values()).hasSize(4 * DrawnRows.FEATURES);
        assertThat(rows.labels()[3]).isEqualTo((float) DRAWN.row(3, 0)[DrawnRows.FEATURES]);
        assertThat(rows.values()[DrawnRows.FEATURES]).isEqualTo((float) DRAWN.row(1, 0)[0]);
    }
}
