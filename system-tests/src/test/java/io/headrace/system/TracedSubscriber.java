package io.headrace.system;

import io.headrace.client.Model;
import io.headrace.client.ModelListener;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Somebody's program that goes on with the traces of the models it gets, as docs/how-to/subscribe-in-java.md shows.
final class TracedSubscriber implements ModelListener, AutoCloseable {

    private static final TextMapGetter<Model> TRACEPARENT = TracedSubscriber::header;

    private final List<Model> models = new CopyOnWriteArrayList<>();
    private final SdkTracerProvider provider;
    private final Tracer tracer;

    TracedSubscriber(SpanCollector collector) {
        provider = SdkTracerProvider.builder()
                .setResource(
                        Resource.builder().put("service.name", "house-prices").build())
                .addSpanProcessor(SimpleSpanProcessor.create(OtlpHttpSpanExporter.builder()
                        .setEndpoint(collector.address() + "/v1/traces")
                        .setHeaders(collector.address()::headers)
                        .build()))
                .build();
        tracer = provider.get("house-prices");
    }

    List<Model> models() {
        return models;
    }

    @Override
    public void onModel(Model model) {
        Context decision = W3CTraceContextPropagator.getInstance().extract(Context.root(), model, TRACEPARENT);
        Span span = tracer.spanBuilder("swap model").setParent(decision).startSpan();
        try (Scope _ = span.makeCurrent()) {
            models.add(model);
        } finally {
            span.end();
        }
    }

    private static @Nullable String header(@Nullable Model model, String key) {
        return model != null && key.equals("traceparent") ? model.traceparent().orElse(null) : null;
    }

    @Override
    public void close() {
        provider.close();
    }
}
