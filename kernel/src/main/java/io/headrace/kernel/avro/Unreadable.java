package io.headrace.kernel.avro;

import org.jspecify.annotations.Nullable;

/// Bytes that no waiting will make readable.
public final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unreadable(String message) {
        this(message, null);
    }

    public Unreadable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
