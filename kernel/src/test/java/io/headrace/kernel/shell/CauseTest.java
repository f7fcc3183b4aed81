package io.headrace.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CauseTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    /// Computed by Python's uuid5: the ids of events that are out there must never change.
    @Test
    void idsOfEventsAreUuidsOfVersionFiveOverServiceCauseAndIndex() {
        Cause cause = Cause.of("input-1", NOON);
        assertThat(cause.eventId("counters", 0)).isEqualTo(UUID.fromString("e933d641-d2d7-5a63-bebc-7a3086baf764"));
        assertThat(cause.eventId("counters", 1)).isEqualTo(UUID.fromString("af9b058a-35b3-5bbd-9c85-97f62210ff34"));
        assertThat(cause.eventId("gauges", 0)).isEqualTo(UUID.fromString("20b28976-3b17-5ef7-9d8b-fec2591bd28e"));
    }

    @Test
    void aTimerIsNamedByItsStateAndItsDeadline() {
        Due due = new Due("a", 7, NOON);
        assertThat(Cause.timer("counters", due, NOON))
                .isEqualTo(new Cause(
                        "counters/a/7/2026-01-31T12:00:00Z", "counters/a/7/2026-01-31T12:00:00Z", null, NOON));
    }
}
