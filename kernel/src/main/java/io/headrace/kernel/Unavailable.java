package io.headrace.kernel;

/// A server is away for now: the same call may succeed later.
public final class Unavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
