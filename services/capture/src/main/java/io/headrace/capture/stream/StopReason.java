package io.headrace.capture.stream;

import io.headrace.capture.core.Lsn;
import java.io.IOException;
import java.sql.SQLException;
import java.util.OptionalLong;
import org.apache.kafka.common.errors.ApiException;

/// Why an engine stopped, in words that may stand in an event for ever: they name no key and no value of a row.
///
/// What a server says, and what is thrown here, has such words. Others quote what they could not take, so only their
/// kind is told, and the place; the log says more.
final class StopReason {

    private static final String OWN = "io.headrace.";

    private StopReason() {}

    /// The innermost cause, in a part of a sentence.
    ///
    /// @param reached the last commit that is in the topics
    static String of(Throwable failure, OptionalLong reached) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String kind = root.getClass().getSimpleName();
        if (isServer(root) || isOwn(root)) {
            return kind + ": " + root.getMessage();
        }
        return reached.isPresent()
                ? "%s behind the commit at %s; the log of capture says more"
                        .formatted(kind, Lsn.text(reached.getAsLong()))
                : kind + "; the log of capture says more";
    }

    private static boolean isServer(Throwable root) {
        return root instanceof SQLException || root instanceof IOException || root instanceof ApiException;
    }

    private static boolean isOwn(Throwable root) {
        StackTraceElement[] stack = root.getStackTrace();
        return stack.length > 0 && stack[0].getClassName().startsWith(OWN);
    }
}
