package io.headrace.embedded;

/// A server did not start or answer; the message says which one, why, and where its log is.
public final class ServerFailure extends RuntimeException {

    ServerFailure(String message) {
        super(message);
    }

    ServerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
