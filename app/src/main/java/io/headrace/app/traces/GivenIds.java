package io.headrace.app.traces;

import io.headrace.kernel.trace.Traceparent;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Gives the span that a thread starts the ids that it was told before.
final class GivenIds implements IdGenerator {

    private final ThreadLocal<@Nullable Traceparent> next = new ThreadLocal<>();

    void give(Traceparent at) {
        next.set(at);
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
        return Objects.requireNonNull(next.get(), "no span starts without ids");
    }
}
