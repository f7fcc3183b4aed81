package io.headrace.embedded;

/// A server ended at its start, since somebody else had one of its ports by then.
final class PortTaken extends ServerFailure {

    PortTaken(String message) {
        super(message);
    }
}
