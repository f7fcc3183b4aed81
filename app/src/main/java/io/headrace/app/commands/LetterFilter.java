package io.headrace.app.commands;

import io.headrace.app.CommandFailure;
import io.headrace.kernel.stream.DeadLetter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which letters are meant. A picocli mixin.
final class LetterFilter {

    @Option(names = "--reason", paramLabel = "TEXT", description = "Only those whose reason holds this text.")
    private String reason = "";

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = AsOf.class,
            description =
                    "Only those put aside then or later: 2026-01-31T12:00:00Z, or 2026-01-31T12:00 in local time.")
    private Instant since = Instant.EPOCH;

    boolean isSet() {
        return !reason.isEmpty() || !since.equals(Instant.EPOCH);
    }

    /// @param service null: any
    boolean takes(LetterState letter, @Nullable String service) {
        DeadLetter facts = letter.letter();
        return (service == null || facts.service().equals(service))
                && letter.reason().contains(reason)
                && !facts.time().isBefore(since);
    }

    static void requireService(@Nullable String service, List<String> services) {
        if (service != null && !services.contains(service)) {
            throw CommandFailure.badInput("there is no service '%s' with dead letters; there are %s"
                    .formatted(service, String.join(", ", services)));
        }
    }
}
