package io.headrace.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class RatesTest {

    private final Rates rates = new Rates();

    @Test
    void areRowsPerSecond() {
        assertThat(rates.add(300_000, 15_000_000_000L)).isEqualTo(20_000, within(1e-9));
    }

    @Test
    void takeTheMiddleOne() {
        rates.add(30, 1_000_000_000);
        rates.add(10, 1_000_000_000);
        rates.add(11, 1_000_000_000);

        assertThat(rates.median()).isEqualTo(11, within(1e-9));
    }

    @Test
    void takeTheMeanOfTheMiddleTwo() {
        rates.add(10, 1_000_000_000);
        rates.add(20, 1_000_000_000);

        assertThat(rates.median()).isEqualTo(15, within(1e-9));
    }

    @Test
    void haveNoMiddleBeforeTheyAreMeasured() {
        assertThatThrownBy(rates::median).hasMessage("nothing was measured");
    }
}
