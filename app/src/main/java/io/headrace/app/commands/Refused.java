package io.headrace.app.commands;

import java.util.Optional;

/// What PostgreSQL says to whoever lacks a right, which does not name the group that has it.
final class Refused {

    private static final String DENIED = "permission denied for ";

    private Refused() {}

    /// The sentence with the grant that is missing, where it is one of Headrace's groups.
    ///
    /// @param sentence the server's own
    /// @param role who asked
    static String withWayOut(String sentence, String role) {
        return group(sentence)
                .map(group -> "%s; you are %s; grant %s to %s".formatted(sentence, role, group, role))
                .orElse(sentence);
    }

    private static Optional<String> group(String sentence) {
        if (!sentence.startsWith(DENIED)) {
            return Optional.empty();
        }
        return switch (sentence.substring(DENIED.length())) {
            case "table request" -> Optional.of("headrace_operator (for approve and reject headrace_approver)");
            case "table pipeline" -> Optional.of("headrace_author");
            case "schema headrace", "schema headrace_registry" -> Optional.of("headrace_reader");
            default -> Optional.empty();
        };
    }
}
