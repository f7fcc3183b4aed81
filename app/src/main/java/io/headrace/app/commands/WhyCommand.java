package io.headrace.app.commands;

import io.headrace.app.CommandFailure;
import io.headrace.kernel.shell.StateCodec;
import io.headrace.training.core.Outlook;
import io.headrace.training.core.Retention;
import io.headrace.training.stream.TrainingBinding;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `headrace why`: what made a pipeline's runs begin, and what the next one waits for.
@Command(
        name = "why",
        description = {
            "Tells what made each run of a pipeline begin, what held one back and by which rule, with the figures, and"
                    + " what became of it; oldest first. The last line says what the next run waits for now.",
            "Without --from, the last 20 of them.",
            "With --json, one JSON object a line; the last has the key next."
        })
public final class WhyCommand implements Callable<Integer> {

    private static final int LAST = 20;

    @Mixin
    private Output output = new Output();

    @Parameters(paramLabel = "PIPELINE", converter = Target.WholeConverter.class, description = "Its name.")
    private Target target = new Target("", null);

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = AsOf.class,
            description = "Such as 2026-01-31T12:00:00Z; without an offset it is a time of this computer's zone.")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = AsOf.class,
            description = "As --from; without it, until now.")
    private @Nullable Instant to;

    @Override
    public Integer call() {
        if (from != null && to != null && to.isBefore(from)) {
            throw CommandFailure.badInput(
                    "%s is before %s: --from comes first".formatted(Print.shown(to), Print.shown(from)));
        }
        try (Session session = output.session()) {
            if (session.row("select 1 from headrace_registry.pipeline where pipeline = ?", target.pipeline())
                    .isEmpty()) {
                throw CommandFailure.failed(
                        "there is no pipeline %s; `headrace get` lists those there are".formatted(target.pipeline()));
            }
            List<Considered> considered = session
                    .rows(
                            WhyQueries.OF_PIPELINE,
                            target.pipeline(),
                            from == null ? "-infinity" : from.toString(),
                            to == null ? "infinity" : to.toString(),
                            from == null ? LAST : Integer.MAX_VALUE)
                    .stream()
                    .map(Considered::new)
                    .toList();
            print(considered, next(session));
        }
        return 0;
    }

    private NextRun next(Session session) {
        Instant now = Instant.now();
        Outlook outlook = session.row(WhyQueries.STATE, target.pipeline())
                .map(row -> Objects.requireNonNull((String) row.value("state")))
                .map(StateCodec.of(new TrainingBinding(Retention.USUAL))::decode)
                .map(state -> Outlook.of(state, now))
                .orElseGet(() -> new Outlook("no revision of it has reached training yet", 0, 0, List.of(), null));
        return new NextRun(outlook, now);
    }

    private void print(List<Considered> considered, NextRun next) {
        if (output.json()) {
            considered.forEach(one -> Print.json(output.out(), one.json()));
            Print.json(output.out(), next.json());
            return;
        }
        considered.forEach(one -> output.out().println(one.line()));
        output.out().println(next.line());
        output.out().flush();
    }
}
