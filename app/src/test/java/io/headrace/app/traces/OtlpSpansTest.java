package io.headrace.app.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.kernel.HeadraceVersion;
import io.headrace.kernel.trace.Span;
import io.headrace.kernel.trace.Span.Place;
import io.headrace.kernel.trace.Traceparent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class OtlpSpansTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123456Z");
    private static final Traceparent CUT = Traceparent.root("a cut", "a cut");

    private final Receiver receiver = new Receiver();
    private final CountedDelivery delivery = new CountedDelivery(receiver, "the test");
    private final OtlpSpans spans = new OtlpSpans(delivery, "b");

    @Test
    void aSpanHasTheIdsThatItWasGivenAndItsTimes() {
        send(span("capture", Place.first(CUT)));

        assertThat(receiver.taken).singleElement().satisfies(sent -> {
            assertThat(sent.getTraceId()).isEqualTo(CUT.trace());
            assertThat(sent.getSpanId()).isEqualTo(CUT.span());
            assertThat(sent.getParentSpanContext().isValid()).isFalse();
            assertThat(sent.getName()).isEqualTo("a name");
            assertThat(sent.getEndEpochNanos() - sent.getStartEpochNanos()).isEqualTo(5_000_000);
            assertThat(sent.getStartEpochNanos() % 1_000_000_000).isEqualTo(123_456_000);
            assertThat(sent.getAttributes().get(AttributeKey.stringKey("headrace.aggregate")))
                    .isEqualTo("house-price");
        });
    }

    @Test
    void aChildNamesItsParentAndALinkWhatElseBroughtItAbout() {
        Traceparent other = Traceparent.root("another trace", "an event");
        send(span("training", new Place(CUT.child("a run"), CUT, other)));

        assertThat(receiver.taken).singleElement().satisfies(sent -> {
            assertThat(sent.getTraceId()).isEqualTo(CUT.trace());
            assertThat(sent.getSpanId()).isEqualTo(CUT.child("a run").span());
            assertThat(sent.getParentSpanId()).isEqualTo(CUT.span());
            assertThat(sent.getLinks())
                    .extracting(link -> link.getSpanContext().getTraceId())
                    .containsExactly(other.trace());
        });
    }

    @Test
    void eachServiceOfAProcessSpeaksForItself() {
        send(span("training", Place.first(CUT)), span("validation", Place.under(CUT, CUT.child("a decision"))));

        assertThat(receiver.taken)
                .extracting(sent -> resource(sent, "service.name"))
                .containsExactly("headrace-training", "headrace-validation");
        assertThat(receiver.taken)
                .allSatisfy(sent ->
                        assertThat(resource(sent, "service.instance.id")).isEqualTo("b"))
                .allSatisfy(
                        sent -> assertThat(resource(sent, "service.version")).isEqualTo(HeadraceVersion.get()));
    }

    @Test
    void whatAReceiverDoesNotTakeIsDropped() {
        receiver.isAway = true;
        spans.ended(span("training", Place.first(CUT)));
        spans.close();

        assertThat(delivery.delivered()).isZero();
        spans.ended(span("training", Place.first(CUT))); // nor does a span after the end do harm
    }

    private void send(Span... all) {
        List.of(all).forEach(spans::ended);
        spans.close();
        assertThat(delivery.delivered()).isEqualTo(all.length);
    }

    private static Span span(String service, Place place) {
        return new Span(
                service,
                "a name",
                place,
                NOON,
                NOON.plus(Duration.ofMillis(5)),
                Map.of("headrace.aggregate", "house-price"));
    }

    private static String resource(SpanData span, String key) {
        return String.valueOf(span.getResource().getAttribute(AttributeKey.stringKey(key)));
    }

    private static final class Receiver implements SpanExporter {

        private final List<SpanData> taken = new CopyOnWriteArrayList<>();
        private volatile boolean isAway;

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            if (isAway) {
                return CompletableResultCode.ofFailure();
            }
            taken.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
