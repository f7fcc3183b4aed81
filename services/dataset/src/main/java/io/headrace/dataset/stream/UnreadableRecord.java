package io.headrace.dataset.stream;

import org.jspecify.annotations.Nullable;

/// A record that no waiting makes readable; it goes to the dead letters.
public final class UnreadableRecord extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableRecord(String message) {
        this(message, null);
    }

    public UnreadableRecord(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
