package io.headrace.app.traces;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts the spans that arrived, and says once that their receiver is away, and once that it is there again.
final class CountedDelivery implements SpanExporter {

    private static final Logger LOGGER = LoggerFactory.getLogger(CountedDelivery.class);

    private final SpanExporter exporter;
    private final String receiver;
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicBoolean isAway = new AtomicBoolean();

    CountedDelivery(SpanExporter exporter, String receiver) {
        this.exporter = exporter;
        this.receiver = receiver;
    }

    long delivered() {
        return delivered.get();
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = exporter.export(spans);
        return result.whenComplete(() -> count(spans.size(), result));
    }

    private void count(int spans, CompletableResultCode result) {
        if (result.isSuccess()) {
            delivered.addAndGet(spans);
            if (isAway.getAndSet(false)) {
                LOGGER.info("{} takes spans again; {} did not arrive", receiver, lost.getAndSet(0));
            }
        } else {
            lost.addAndGet(spans);
            if (!isAway.getAndSet(true)) {
                LOGGER.warn(
                        "{} takes no spans; they are dropped until it does, and all else goes on: {}",
                        receiver,
                        String.valueOf(result.getFailureThrowable()));
            }
        }
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
