package io.headrace.kernel.shell;

import org.jspecify.annotations.Nullable;

/// Two histories of one aggregate: somebody else wrote to the outbox, or a state was set back.
public final class ConflictingSequence extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConflictingSequence(String message) {
        this(message, null);
    }

    ConflictingSequence(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
