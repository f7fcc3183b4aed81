package io.headrace.app.demo;

/// What should have happened did not.
final class StoryStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoryStopped(String message) {
        super(message);
    }
}
