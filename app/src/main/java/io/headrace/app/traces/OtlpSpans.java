package io.headrace.app.traces;

import io.headrace.kernel.HeadraceVersion;
import io.headrace.kernel.trace.Span;
import io.headrace.kernel.trace.Spans;
import io.headrace.kernel.trace.Traceparent;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends spans, in batches and on a thread of its own. While the receiver is away, spans are dropped and nothing waits.
public final class OtlpSpans implements Spans {

    private static final Logger LOGGER = LoggerFactory.getLogger(OtlpSpans.class);

    /// What the exporter logs by itself would be said at every attempt; [CountedDelivery] says it once.
    private static final java.util.logging.Logger TALKATIVE =
            java.util.logging.Logger.getLogger("io.opentelemetry.exporter");

    private static final String SCOPE = "io.headrace";
    private static final Duration ATTEMPT_MAX = Duration.ofSeconds(5);
    private static final Duration BATCH_EVERY = Duration.ofSeconds(1);
    private static final long CLOSE_MAX_S = 2;

    private final CountedDelivery delivery;
    private final SpanProcessor batches;
    private final String instance;
    private final GivenIds ids = new GivenIds();
    private final Map<String, Tracer> tracers = new ConcurrentHashMap<>();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicBoolean isClosed = new AtomicBoolean();

    OtlpSpans(CountedDelivery delivery, String instance) {
        this.delivery = delivery;
        this.batches = BatchSpanProcessor.builder(delivery)
                .setScheduleDelay(BATCH_EVERY)
                .build();
        this.instance = instance;
    }

    /// Sends to a collector.
    ///
    /// @param instance the name of this copy among others of the same service
    public static OtlpSpans to(Collector collector, String instance) {
        TALKATIVE.setLevel(Level.OFF);
        SpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(collector.url().toString().replaceFirst("/$", "") + "/v1/traces")
                .setHeaders(collector::headers)
                .setTimeout(ATTEMPT_MAX)
                .build();
        return new OtlpSpans(new CountedDelivery(exporter, collector.toString()), instance);
    }

    /// How many spans have ended here.
    public long ended() {
        return ended.get();
    }

    /// How many of them the collector has taken.
    public long delivered() {
        return delivery.delivered();
    }

    @Override
    public boolean areWanted() {
        return true;
    }

    @Override
    public synchronized void ended(Span span) {
        SpanBuilder builder = tracers.computeIfAbsent(span.service(), this::tracer)
                .spanBuilder(span.name())
                .setParent(context(span.place().parent()))
                .setStartTimestamp(span.start());
        span.attributes().forEach(builder::setAttribute);
        Traceparent link = span.place().link();
        if (link != null) {
            builder.addLink(remote(link));
        }
        ids.give(span.place().at());
        builder.startSpan().end(span.end());
        ended.incrementAndGet();
    }

    private Tracer tracer(String service) {
        Attributes who = Attributes.builder()
                .put("service.name", "headrace-" + service)
                .put("service.version", HeadraceVersion.get())
                .put("service.instance.id", instance)
                .build();
        return SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(who)))
                .setIdGenerator(ids)
                .addSpanProcessor(batches)
                .build()
                .get(SCOPE);
    }

    private static Context context(@Nullable Traceparent parent) {
        return parent == null
                ? Context.root()
                : Context.root().with(io.opentelemetry.api.trace.Span.wrap(remote(parent)));
    }

    private static SpanContext remote(Traceparent at) {
        return SpanContext.createFromRemoteParent(
                at.trace(), at.span(), TraceFlags.getSampled(), TraceState.getDefault());
    }

    @Override
    public void close() {
        batches.shutdown().join(CLOSE_MAX_S, TimeUnit.SECONDS);
        long lost = ended() - delivered();
        if (lost > 0 && !isClosed.getAndSet(true)) {
            LOGGER.warn("{} spans did not arrive", lost);
        }
    }
}
