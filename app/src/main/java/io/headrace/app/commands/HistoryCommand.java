package io.headrace.app.commands;

import io.headrace.app.CommandFailure;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `headrace history`: what was in production, and why.
@Command(
        name = "history",
        description = {
            "Tells which version of a pipeline was in production when: from which data, through which gates, by whom"
                    + " approved, and the chain of causes from the changed rows to the deployment.",
            "Lists the last 20 deployments and tells all of the last one; with --as-of, all of the one of that time.",
            "With --json, all of each, one JSON object a line."
        })
public final class HistoryCommand implements Callable<Integer> {

    private static final int LAST = 20;
    private static final List<String> TITLES =
            List.of("DEPLOYMENT", "VERSION", "SINCE", "UNTIL", "REASON", "BY", "CUT", "ROWS", "FIGURE");

    @Mixin
    private Output output = new Output();

    @Parameters(paramLabel = "PIPELINE", converter = Target.WholeConverter.class, description = "Its name.")
    private Target target = new Target("", null);

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            converter = AsOf.class,
            description = "Such as 2026-01-31T12:00:00Z; without an offset it is a time of this computer's zone.")
    private @Nullable Instant asOf;

    @Option(names = "--all", description = "List every deployment, from the first.")
    private boolean all;

    @Override
    public Integer call() {
        try (Session session = output.session()) {
            List<Deployed> found = asOf == null ? last(session) : List.of(at(session, asOf));
            if (output.json()) {
                found.forEach(deployed -> Print.json(output.out(), deployed.json()));
            } else {
                if (asOf == null) {
                    Print.table(
                            output.out(),
                            TITLES,
                            found.stream().map(Deployed::cells).toList());
                    output.out().println();
                }
                found.getLast().print(output.out());
            }
        }
        return 0;
    }

    private List<Deployed> last(Session session) {
        List<Row> rows = session.rows(HistoryQueries.LAST, target.pipeline(), all ? Integer.MAX_VALUE : LAST);
        if (rows.isEmpty()) {
            throw nothingEver(session);
        }
        return rows.stream().map(Deployed::new).toList();
    }

    private Deployed at(Session session, Instant time) {
        return session.row(HistoryQueries.AS_OF, target.pipeline(), time.toString())
                .map(Deployed::new)
                .orElseThrow(() -> session.row(HistoryQueries.FIRST_AT, target.pipeline())
                        .flatMap(first -> first.time("at"))
                        .map(first -> CommandFailure.failed(
                                "nothing of %s was in production at %s: its first deployment was at %s"
                                        .formatted(target.pipeline(), Print.shown(time), Print.shown(first))))
                        .orElseGet(() -> nothingEver(session)));
    }

    private CommandFailure nothingEver(Session session) {
        boolean known = session.row("select 1 from headrace_registry.pipeline where pipeline = ?", target.pipeline())
                .isPresent();
        return CommandFailure.failed((known
                        ? "no version of %1$s was ever in production; `headrace describe %1$s` says where it stands"
                        : "there is no pipeline %s; `headrace get` lists those there are")
                .formatted(target.pipeline()));
    }
}
