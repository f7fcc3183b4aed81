package io.headrace.dataset.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableProgressTest {

    private final TableProgress table = TableProgress.fresh(1);

    @Test
    void whatComesAgainFromAnEarlierPlaceWasTaken() {
        take(0, 1);
        take(1, 1);
        table.close();
        take(2, 2);

        assertThat(table.hasTaken(0, 1)).isTrue();
        assertThat(table.hasTaken(2, 2)).isTrue();
        assertThat(table.hasTaken(3, 2)).isFalse();
    }

    @Test
    void anOldCutAtANewPlaceWasNotTakenAndIsNotExpected() {
        take(0, 5);
        table.close();

        assertThat(table.hasTaken(1, 4)).isFalse();
        assertThat(table.expects(4, false)).isFalse();
    }

    @Test
    void aTopicThatWasMadeAnewBeginsAtLowPlacesWithLaterCuts() {
        take(7, 5);
        table.close();

        assertThat(table.hasTaken(0, 6)).isFalse();
        take(0, 6);
        assertThat(table.hasTaken(1, 6)).isFalse();
        assertThat(table.hasTaken(0, 6)).isTrue();
    }

    @Test
    void aCopyKnowsWhatWasTaken() {
        take(3, 1);

        assertThat(table.copy().hasTaken(3, 1)).isTrue();
    }

    private void take(long offset, long cut) {
        table.took(offset);
        table.open(cut);
    }
}
