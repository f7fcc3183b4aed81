package io.headrace.client;

/// A record of the live topic that can be given to nobody, however often it is read.
final class UnusableModelException extends RuntimeException {

    UnusableModelException(String message) {
        super(message);
    }

    UnusableModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
