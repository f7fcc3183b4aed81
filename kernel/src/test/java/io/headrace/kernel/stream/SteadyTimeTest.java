package io.headrace.kernel.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SteadyTimeTest {

    private static final long NOON = 1_769_860_800_000L;

    private long wall = NOON;
    private long nanos = -1;
    private final SteadyTime time = new SteadyTime(() -> wall, () -> nanos);

    private void pass(Duration real) {
        wall += real.toMillis();
        nanos += real.toNanos();
    }

    @Test
    void isTheWallClockAsLongAsNobodySetsIt() {
        for (int i = 0; i < 100; i++) {
            pass(Duration.ofMillis(7));
            assertThat(time.milliseconds()).isEqualTo(wall);
        }
    }

    @Test
    void followsAClockThatIsSetForward() {
        wall += Duration.ofHours(1).toMillis();
        assertThat(time.milliseconds()).isEqualTo(NOON + Duration.ofHours(1).toMillis());
    }

    @Test
    void goesOnAtHalfItsSpeedWhereTheClockIsSetBackUntilBothAgree() {
        wall -= Duration.ofHours(1).toMillis();
        assertThat(time.milliseconds()).isEqualTo(NOON);
        pass(Duration.ofMinutes(60));
        assertThat(time.milliseconds()).isEqualTo(NOON + Duration.ofMinutes(30).toMillis());
        pass(Duration.ofMinutes(60));
        assertThat(time.milliseconds()).isEqualTo(wall);
        pass(Duration.ofMinutes(1));
        assertThat(time.milliseconds()).isEqualTo(wall);
    }

    @Test
    void standsStillForNobodyWhoAsksOften() {
        wall -= Duration.ofHours(1).toMillis();
        for (int i = 0; i < 1_000_000; i++) {
            nanos += 100;
            long _ = time.milliseconds();
        }
        assertThat(time.milliseconds()).isEqualTo(NOON + 50);
    }
}
