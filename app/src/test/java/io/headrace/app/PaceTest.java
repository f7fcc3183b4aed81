package io.headrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PaceTest {

    @Test
    void saysHowFastItGoesAndHowLongItWillTake() {
        assertThat(new Pace(1200, 5000, Duration.ofSeconds(2)).sentence("offsets"))
                .isEqualTo("1,200 of 5,000 offsets, 600/s, 7 s left");
        assertThat(new Pace(1, 100_000, Duration.ofSeconds(1)).sentence("offsets"))
                .isEqualTo("1 of 100,000 offsets, 1/s, 1667 min left");
        assertThat(new Pace(5000, 5000, Duration.ofSeconds(2)).sentence("offsets"))
                .isEqualTo("5,000 of 5,000 offsets, 2,500/s, 0 s left");
    }

    @Test
    void knowsNoRateBeforeAnythingIsDone() {
        assertThat(new Pace(0, 5000, Duration.ofSeconds(2)).sentence("offsets")).isEqualTo("0 of 5,000 offsets");
        assertThat(new Pace(10, 5000, Duration.ZERO).sentence("offsets")).isEqualTo("10 of 5,000 offsets");
    }
}
