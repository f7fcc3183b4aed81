package io.headrace.kernel.stream;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// Headers of an event: CloudEvents 1.0, binary mode, with the extensions that a history needs.
public final class CloudEventHeaders {

    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SUBJECT = "ce_subject";
    public static final String TIME = "ce_time";
    public static final String SEQUENCE = "ce_sequence";
    public static final String CAUSATION = "ce_causation";
    public static final String CORRELATION = "ce_correlation";
    public static final String TRACEPARENT = "traceparent";

    private CloudEventHeaders() {}

    /// What a header says; null where there is none.
    public static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
