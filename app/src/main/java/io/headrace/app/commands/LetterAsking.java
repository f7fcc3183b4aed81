package io.headrace.app.commands;

import io.headrace.app.CommandFailure;
import io.headrace.app.Pace;
import io.headrace.app.commands.LetterState.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Requests about letters, one for each: which ones is settled when they are asked. A picocli mixin.
final class LetterAsking {

    private static final Duration NEWS = Duration.ofSeconds(2);

    @Mixin
    private Output output = new Output();

    @Mixin
    private LetterFilter filter = new LetterFilter();

    @Parameters(
            paramLabel = "SERVICE|LETTER",
            description = "One letter, as `dead-letters list` names it, or all that are open of a service.")
    private String target = "";

    @Option(names = "--why", paramLabel = "TEXT", description = "Why, for those who read it later.")
    private @Nullable String why;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to wait for the next answer (default: 30).")
    private long timeout = 30;

    /// Asks and prints the answers; 0 where all were accepted.
    int ask(String kind) {
        if (timeout < 1) {
            throw CommandFailure.badInput("--timeout is %d: at least 1 second".formatted(timeout));
        }
        try (Session session = output.session()) {
            List<String> letters = letters(session);
            List<Row> answers = letters.isEmpty() ? List.of() : answers(session, kind, letters);
            print(answers);
            return answers.stream().allMatch(answer -> answer.is("accepted")) ? 0 : 1;
        }
    }

    private List<String> letters(Session session) {
        boolean isOne = target.contains("@");
        if (isOne) {
            requireOne();
        }
        try (DeadLetterBox box = new DeadLetterBox(output.environment())) {
            LetterFilter.requireService(target.replaceFirst("@.*", ""), box.services());
            return isOne ? List.of(target) : open(session, box);
        }
    }

    private void requireOne() {
        if (!target.matches("[a-z-]+@[0-9]{1,18}")) {
            throw CommandFailure.badInput(
                    "'%s' names no dead letter: write SERVICE@NUMBER as `headrace dead-letters list` does"
                            .formatted(target));
        }
        if (filter.isSet()) {
            throw CommandFailure.badInput(
                    "%s is one letter; --reason and --since choose among those of a service".formatted(target));
        }
    }

    /// The oldest first: what came first is taken first.
    private List<String> open(Session session, DeadLetterBox box) {
        List<String> letters = new ArrayList<>();
        box.forEach(session, letter -> {
            if (letter.state() == State.OPEN && filter.takes(letter, target)) {
                letters.add(letter.letter().name());
            }
        });
        return letters;
    }

    private List<Row> answers(Session session, String kind, List<String> letters) {
        String[] ids = letters.stream().map(_ -> UUID.randomUUID().toString()).toArray(String[]::new);
        session.rows("""
                insert into headrace.request (id, kind, letter, reason)
                select id, ?, letter, ? from unnest(?::uuid[], ?::text[]) as asked (id, letter)
                """, kind, why, ids, letters.toArray(String[]::new));
        return await(session, letters, ids);
    }

    private List<Row> await(Session session, List<String> letters, String[] ids) {
        long begun = System.nanoTime();
        long said = begun;
        long heard = begun;
        long known = 0;
        while (known < ids.length) {
            long now = session.row(
                            "select count(*) as answered from headrace_registry.request where id = any(?::uuid[])",
                            (Object) ids)
                    .orElseThrow()
                    .number("answered");
            if (now > known) {
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > Duration.ofSeconds(timeout).toNanos()) {
                throw CommandFailure.failed(
                        "%d of %d requests are answered, and none within the last %d s: `headrace status` says why, and headrace_registry.request will hold the other answers"
                                .formatted(now, ids.length, timeout));
            }
            known = now;
            if (System.nanoTime() - said > NEWS.toNanos()) {
                said = System.nanoTime();
                output.err().println(new Pace(known, ids.length, Duration.ofNanos(said - begun)).sentence("letters"));
            }
            pause();
        }
        return session.rows("""
                select asked.letter, answer.accepted, answer.sentence, answer.id as request
                from unnest(?::uuid[], ?::text[]) with ordinality as asked (id, letter, place)
                join headrace_registry.request answer using (id) order by place
                """, ids, letters.toArray(String[]::new));
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(15));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted; the requests are written and will be answered");
        }
    }

    private void print(List<Row> answers) {
        if (output.json()) {
            answers.forEach(answer -> Print.json(output.out(), json(answer)));
            return;
        }
        if (answers.isEmpty()) {
            output.out().println("there are none");
        }
        answers.forEach(answer -> output.out().println(answer.text("sentence")));
    }

    private static Map<String, @Nullable Object> json(Row answer) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        for (String column : List.of("letter", "request", "accepted", "sentence")) {
            json.put(column, answer.value(column));
        }
        return json;
    }
}
