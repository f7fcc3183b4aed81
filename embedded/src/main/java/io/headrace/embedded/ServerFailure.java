package io.headrace.embedded;

/// A server did not start or answer; the message says which one, why, and where its log is.
public sealed class ServerFailure extends RuntimeException permits PortTaken {

    ServerFailure(String message) {
        super(message);
    }

    ServerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
