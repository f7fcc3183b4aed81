package io.headrace.capture.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.capture.core.CaptureState;
import io.headrace.kernel.trace.Span;
import io.headrace.kernel.trace.Spans;
import io.headrace.kernel.trace.Traceparent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SentSpansTest {

    private static final CaptureState AT_17 =
            CaptureState.fresh(new CaptureState.Server("7301", 1), 0).withCut(17);
    private static final Traceparent CUT = Traceparent.root("main/7301/17", "main/7301/17");
    private static final long NOON = Instant.parse("2026-01-31T12:00:00Z").getEpochSecond() * 1_000_000;

    private final List<Span> told = new ArrayList<>();
    private final SentSpans sent = new SentSpans(new Told(), "main");

    @Test
    void aCutBeginsATraceAtItsCommitOnceItIsInKafka() {
        sent.cut(AT_17, NOON);
        assertThat(told).isEmpty();

        sent.committed();

        assertThat(told).singleElement().satisfies(span -> {
            assertThat(span.place()).isEqualTo(Span.Place.first(CUT));
            assertThat(span.start()).isEqualTo("2026-01-31T12:00:00Z");
            assertThat(span.attributes()).containsEntry("headrace.cut", "17");
        });
        sent.committed();
        assertThat(told).hasSize(1);
    }

    @Test
    void theEventsOfADecisionAreRelayedInOneSpan() {
        sent.event(event("headrace.deployment", CUT), NOON);
        sent.event(event("headrace.live", CUT), NOON);
        sent.event(event("headrace.state", CUT.child("a decision that told nobody")), NOON);
        sent.committed();

        assertThat(told).singleElement().satisfies(span -> {
            assertThat(span.name()).isEqualTo("relay");
            assertThat(span.place().parent()).isEqualTo(CUT);
        });
    }

    @Test
    void whatKafkaTookBackWasNeverThere() {
        sent.cut(AT_17, NOON);
        sent.aborted();
        sent.committed();

        assertThat(told).isEmpty();
    }

    private static Entry.Event event(String topic, Traceparent decision) {
        return new Entry.Event(
                topic,
                new byte[0],
                new byte[0],
                Map.of("traceparent", decision.toString(), "ce_subject", "house-price"));
    }

    private final class Told implements Spans {

        @Override
        public boolean areWanted() {
            return true;
        }

        @Override
        public void ended(Span span) {
            told.add(span);
        }

        @Override
        public void close() {}
    }
}
