package io.headrace.app.commands;

import io.headrace.app.CommandFailure;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How a request is written and its answer awaited. A picocli mixin of the commands that ask.
public final class Asking {

    @Mixin
    private Output output = new Output();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who read it later.")
    private @Nullable String reason;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to wait for the answer (default: 30).")
    private long timeout = 30;

    /// A request.
    ///
    /// @param id made here, so that the answer is found by it
    public record Wish(
            UUID id,
            String kind,
            @Nullable String pipeline,
            @Nullable Long version,
            @Nullable String incident) {

        static Wish of(String kind, Target target) {
            return of(kind, target.pipeline(), target.version());
        }

        public static Wish of(String kind, String pipeline, @Nullable Long version) {
            return new Wish(UUID.randomUUID(), kind, pipeline, version, null);
        }
    }

    /// Prints the answer; 0 where it was accepted.
    int ask(Wish wish) {
        if (timeout < 1) {
            throw CommandFailure.badInput("--timeout is %d: at least 1 second".formatted(timeout));
        }
        try (Session session = output.session()) {
            Row answer = ask(session, wish, reason, Duration.ofSeconds(timeout));
            if (output.json()) {
                Print.json(output.out(), answer);
            } else {
                output.out().println(answer.text("sentence"));
            }
            return answer.is("accepted") ? 0 : 1;
        }
    }

    /// Writes the request and waits for its answer.
    public static Row ask(Session session, Wish wish, @Nullable String reason, Duration patience) {
        session.rows("""
                insert into headrace.request (id, kind, pipeline, version, incident, reason)
                values (?, ?, ?, ?, ?, ?)
                """, wish.id(), wish.kind(), wish.pipeline(), wish.version(), wish.incident(), reason);
        return session.await(patience, "select * from headrace_registry.request where id = ?", wish.id())
                .orElseThrow(() -> CommandFailure.failed(
                        "request %s is written, but nothing has answered it within %d s: `headrace status` says why, and headrace_registry.request will hold the answer"
                                .formatted(wish.id(), patience.toSeconds())));
    }
}
