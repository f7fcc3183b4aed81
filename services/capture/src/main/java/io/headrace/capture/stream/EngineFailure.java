package io.headrace.capture.stream;

/// The engine must stop; it is built anew from the stored state.
final class EngineFailure extends RuntimeException {
    EngineFailure(String message) {
        super(message);
    }

    EngineFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
