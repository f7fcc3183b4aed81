package io.headrace.app;

import java.util.Objects;

/// A command's end that is not success: what the person reads, without a stack trace, and the exit code.
public final class CommandFailure extends RuntimeException {

    private final int exitCode;

    private CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /// It failed, or what was asked did not hold: exit code 1.
    public static CommandFailure failed(String message) {
        return new CommandFailure(1, message);
    }

    /// It failed, for a reason that its cause tells.
    public static CommandFailure failed(Throwable cause) {
        return failed(sentence(cause));
    }

    /// What was asked cannot be understood: exit code 2.
    public static CommandFailure badInput(String message) {
        return new CommandFailure(2, message);
    }

    /// What was asked cannot be understood, for a reason that its cause tells.
    public static CommandFailure badInput(Throwable cause) {
        return badInput(sentence(cause));
    }

    private static String sentence(Throwable cause) {
        return Objects.requireNonNullElseGet(cause.getMessage(), cause::toString);
    }

    public int exitCode() {
        return exitCode;
    }
}
