package io.headrace.client;

/// There is no such place to start from.
public final class UnknownStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownStartException(String message) {
        super(message);
    }
}
