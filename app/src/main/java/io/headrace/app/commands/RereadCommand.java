package io.headrace.app.commands;

import io.headrace.app.CommandFailure;
import io.headrace.app.up.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `headrace reread`.
@Command(
        name = "reread",
        description = {
            "Reads tables again, from scratch, into their topics: what was deleted meanwhile is gone there too.",
            "Of a whole source it is the way out of a lost replication slot and of a server that was replaced or"
                    + " restored; of single tables, after rows changed in a way that no WAL tells of.",
            "It goes on when this command is interrupted, and after a crash."
        })
public final class RereadCommand implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofSeconds(2);

    @Mixin
    private Output output = new Output();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who read it later.")
    private @Nullable String reason;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            description = "How long to wait for the end (default: 3600).")
    private long timeout = 3600;

    @Parameters(
            arity = "0..*",
            paramLabel = "[SOURCE] [TABLE…]",
            description =
                    "A source, which has no dot in its name (default: the only one, or main), and tables as schema.table;"
                            + " without a table, every one. The source `headrace` is Headrace's own database.")
    private List<String> named = new ArrayList<>();

    @Override
    public Integer call() {
        if (timeout < 1) {
            throw CommandFailure.badInput("--timeout is %d: at least 1 second".formatted(timeout));
        }
        List<String> tables = new ArrayList<>(named);
        boolean hasSource = !tables.isEmpty() && !tables.getFirst().contains(".");
        String source = hasSource
                ? tables.removeFirst()
                : output.environment().byDefault().name();
        tables.stream().filter(table -> !table.contains(".")).findFirst().ifPresent(table -> {
            throw CommandFailure.badInput(
                    "'%s' is no table as schema.table, and a source comes first and once; try public.%s"
                            .formatted(table, table));
        });
        try (Session session = output.session()) {
            List<UUID> requests = tables.isEmpty()
                    ? List.of(ask(session, source, null))
                    : tables.stream().map(table -> ask(session, source, table)).toList();
            return report(answers(session, source, requests));
        }
    }

    private UUID ask(Session session, String source, @Nullable String table) {
        UUID id = UUID.randomUUID();
        session.rows("""
                insert into headrace.request (id, kind, source, source_table, reason) values (?, 'reread', ?, ?, ?)
                """, id, source, table, reason);
        return id;
    }

    private List<Row> answers(Session session, String source, List<UUID> requests) {
        List<Row> answers = new ArrayList<>();
        long end = System.nanoTime() + Duration.ofSeconds(timeout).toNanos();
        Progress progress = new Progress(output.err());
        try (TopicGrowth growth = TopicGrowth.of(output.environment().kafka(), source)) {
            for (UUID request : requests) {
                Optional<Row> answer = Optional.empty();
                while (answer.isEmpty()) {
                    answer = session.await(LOOK, "select * from headrace_registry.request where id = ?", request);
                    if (answer.isEmpty() && System.nanoTime() > end) {
                        throw CommandFailure.failed(
                                "request %s is written, but not answered within %d s: it goes on; `headrace status` says what is wrong, and headrace_registry.request will hold the answer"
                                        .formatted(request, timeout));
                    }
                    if (answer.isEmpty()) {
                        progress.says(growth.sentence());
                    }
                }
                answers.add(answer.get());
            }
        }
        return answers;
    }

    private int report(List<Row> answers) {
        if (output.json()) {
            Print.json(output.out(), answers);
        } else {
            answers.forEach(answer -> output.out().println(answer.text("sentence")));
        }
        return answers.stream().allMatch(answer -> answer.is("accepted")) ? 0 : 1;
    }
}
