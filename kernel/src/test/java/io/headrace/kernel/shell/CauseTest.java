package io.headrace.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.kernel.trace.Span.Place;
import io.headrace.kernel.trace.Traceparent;
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

    @Test
    void theSameDecisionIsTheSameSpan() {
        assertThat(place("counters", "a")).isEqualTo(place("counters", "a"));
        assertThat(place("counters", "a").at().span())
                .isNotEqualTo(place("gauges", "a").at().span())
                .isNotEqualTo(place("counters", "b").at().span());
    }

    @Test
    void aCauseWithoutASpanBeginsATraceThatItsWholeChainShares() {
        Place first = Cause.of("input-1", NOON).place("counters", "a", null);
        Place later = new Cause("event-9", "input-1", null, NOON).place("gauges", "a", null);
        assertThat(first.parent()).isNull();
        assertThat(later.at().trace()).isEqualTo(first.at().trace());
    }

    @Test
    void aDecisionIsAChildOfItsCause() {
        Traceparent event = Traceparent.root("a trace", "an event");
        Place place = Cause.of("input-1", NOON).under(event).place("counters", "a", null);
        assertThat(place.parent()).isEqualTo(event);
        assertThat(place.at().trace()).isEqualTo(event.trace());
        assertThat(place.at().span()).isNotEqualTo(event.span());
        assertThat(place.link()).isNull();
    }

    @Test
    void whatStemsFromElsewhereIsAChildOfThatAndLinkedToItsCause() {
        Traceparent event = Traceparent.root("a trace", "an event");
        Traceparent stem = Traceparent.root("another trace", "what waited");
        Place place = Cause.of("input-1", NOON).under(event).place("counters", "a", stem);
        assertThat(place.at().trace()).isEqualTo(stem.trace());
        assertThat(place.parent()).isEqualTo(stem);
        assertThat(place.link()).isEqualTo(event);
        assertThat(Cause.of("input-1", NOON)
                        .under(stem)
                        .place("counters", "a", stem)
                        .link())
                .isNull();
    }

    private static Place place(String service, String aggregate) {
        return Cause.of("input-1", NOON).place(service, aggregate, null);
    }
}
