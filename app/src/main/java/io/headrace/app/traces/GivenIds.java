package io.headrace.app.traces;

import io.headrace.kernel.trace.Traceparent;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Gives the span that is started next the ids that it was told before. Not thread-safe.
final class GivenIds implements IdGenerator {

    private @Nullable Traceparent next;

    void give(Traceparent at) {
        next = at;
    }

    @Override
    public String generateSpanId() {
        return given().span();
    }

    @Override
    public String generateTraceId() {
        return given().trace();
    }

    private Traceparent given() {
        return Objects.requireNonNull(next, "no span starts without ids");
    }
}
