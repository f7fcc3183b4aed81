package io.headrace.kernel.stream;

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
}
