package io.headrace.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CpuTimeTest {

    private static final CpuTime EARLIER = new CpuTime(Map.of(1L, Duration.ofSeconds(30), 2L, Duration.ofSeconds(5)));

    @Test
    void addsUpWhatEveryProcessUsedSince() {
        CpuTime later = new CpuTime(Map.of(1L, Duration.ofSeconds(34), 2L, Duration.ofSeconds(6)));

        assertThat(later.coresSince(EARLIER, Duration.ofSeconds(20))).isEqualTo(0.25, within(1e-9));
    }

    @Test
    void countsAllOfAProcessThatIsNew() {
        CpuTime later = new CpuTime(Map.of(1L, Duration.ofSeconds(30), 3L, Duration.ofSeconds(2)));

        assertThat(later.coresSince(EARLIER, Duration.ofSeconds(20))).isEqualTo(0.1, within(1e-9));
    }

    @Test
    void seesThisProcess() {
        assertThat(CpuTime.now().used()).containsKey(ProcessHandle.current().pid());
    }
}
