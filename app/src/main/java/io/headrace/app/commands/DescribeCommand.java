package io.headrace.app.commands;

import io.headrace.app.CommandFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `headrace describe`: all that is known of a pipeline, or of one version.
@Command(
        name = "describe",
        description = "Tells where a pipeline stands, or where a version comes from and what became of it.")
public final class DescribeCommand implements Callable<Integer> {

    /// Those that a list has room for.
    private static final List<String> OF_NUMBERS = List.of("rmse", "r2");
    private static final List<String> OF_CLASSES = List.of("log-loss", "roc-auc");

    @Mixin
    private Output output = new Output();

    @Parameters(
            paramLabel = "PIPELINE[@VERSION]",
            converter = Target.Converter.class,
            description = "A pipeline, or one version of it such as house-price@3.")
    private Target target = new Target("", null);

    @Option(
            names = "--bom",
            description = "Of a version: print its bill of materials with its model card, CycloneDX 1.6 in JSON.")
    private boolean bom;

    @Override
    public Integer call() {
        if (bom && target.version() == null) {
            throw CommandFailure.badInput("--bom is of one version: write %s@N".formatted(target.pipeline()));
        }
        try (Session session = output.session()) {
            session.snapshot();
            if (target.version() == null) {
                pipeline(session);
            } else {
                version(session, Objects.requireNonNull(target.version()));
            }
        }
        return 0;
    }

    private void pipeline(Session session) {
        Row status = session.row(
                        "select *, %s as no_run_because from headrace_registry.pipeline_status where pipeline = ?"
                                .formatted(StatusQueries.NO_RUN_BECAUSE),
                        target.pipeline())
                .orElseThrow(() -> CommandFailure.failed(
                        "there is no pipeline %s; `headrace get` lists those there are".formatted(target.pipeline())));
        List<Row> versions = session.rows("""
                select version, revision, cut, train_rows + test_rows as rows, rmse, r2, figures, state, trained_at
                from headrace_registry.version where pipeline = ? order by version desc limit 10
                """, target.pipeline());
        List<Row> incidents = session.rows("""
                select incident, state, occurrences, sentence, opened_at from headrace_registry.open_incident
                where subject = ? order by opened_at
                """, target.pipeline());
        List<Row> owed = session.rows("""
                select number, state, rows, source, cut, since, deadline, sentence from headrace_registry.obligation
                where pipeline = ? and until is null
                """, target.pipeline());
        List<Row> jobs = session.rows("""
                select run, queued_at, attempt, worker, progress, message from headrace.job where pipeline = ?
                """, target.pipeline());
        if (output.json()) {
            Map<String, @Nullable Object> all = new LinkedHashMap<>(status.columns());
            all.put("jobs", jobs);
            all.put("obligations", owed);
            all.put("versions", versions);
            all.put("incidents", incidents);
            Print.json(output.out(), all);
            return;
        }
        Print.pairs(output.out(), pairs(status));
        jobs.forEach(job -> output.out().println(running(job)));
        owed.forEach(obligation -> output.out()
                .println("obligation %s (%s): rows that left by cut %s must be out of production by %s"
                        .formatted(
                                obligation.text("number"),
                                obligation.text("state"),
                                obligation.text("cut"),
                                obligation.text("deadline"))));
        incidents.forEach(incident -> output.out()
                .println("incident %s (%s, %s): %s"
                        .formatted(
                                incident.text("incident"),
                                incident.text("state"),
                                Print.times(incident.number("occurrences")),
                                Print.brief(incident.text("sentence")))));
        output.out().println();
        versions(versions);
    }

    private static String running(Row job) {
        if (!job.has("worker")) {
            return "run %s waits for a worker since %s %s"
                    .formatted(
                            job.text("run"),
                            job.text("queued_at"),
                            job.has("message") ? "(%s)".formatted(job.text("message")) : "");
        }
        return "run %s is with worker %s, attempt %s: %s%s"
                .formatted(
                        job.text("run"),
                        job.text("worker"),
                        job.text("attempt"),
                        job.has("progress") ? "%.0f%% ".formatted(100 * Double.parseDouble(job.text("progress"))) : "",
                        job.text("message"));
    }

    private static Map<String, String> pairs(Row status) {
        Map<String, String> pairs = new LinkedHashMap<>();
        pairs.put("pipeline", status.text("pipeline") + (status.is("deleted") ? " (deleted)" : ""));
        pairs.put(
                "revision",
                status.has("revision")
                        ? "%s by %s, %s"
                                .formatted(status.text("revision"), status.text("author"), status.text("accepted_at"))
                        : "none accepted");
        pairs.put(
                "refused",
                status.has("refused_at")
                        ? "%s, for:\n%s".formatted(status.text("refused_at"), lines(status.list("refused_for")))
                        : "");
        pairs.put("production", status.has("production_version") ? production(status) : "nothing yet");
        pairs.put(
                "figures",
                status.has("rmse")
                        ? "%s on %s test rows (%s trained)"
                                .formatted(
                                        new VersionFigures(status).text(),
                                        status.text("test_rows"),
                                        status.text("train_rows"))
                        : "");
        pairs.put("refused rows", status.text("refused_rows").equals("{}") ? "" : status.text("refused_rows"));
        pairs.put("dropped columns", status.text("dropped_columns"));
        pairs.put(
                "newest version",
                status.has("newest_version")
                        ? "v%s %s: %s"
                                .formatted(
                                        status.text("newest_version"),
                                        status.text("newest_state"),
                                        status.text("newest_sentence"))
                        : "");
        pairs.put(
                "pending",
                status.has("pending_versions")
                        ? "%s, waits for %s".formatted(status.text("pending_versions"), status.text("waits_for"))
                        : "");
        pairs.put(
                "held",
                status.has("held_by")
                        ? "by %s since %s: %s"
                                .formatted(
                                        status.text("held_by"), status.text("held_since"), status.text("held_sentence"))
                        : "");
        pairs.put("no run because", status.text("no_run_because"));
        pairs.put("last run failed", status.text("run_failure"));
        return pairs;
    }

    private static String lines(List<?> reasons) {
        return reasons.stream().map(String::valueOf).collect(Collectors.joining("\n"));
    }

    private static String production(Row status) {
        return "v%s since %s (%s), cut %s of %s, sha256 %s"
                .formatted(
                        status.text("production_version"),
                        status.text("deployed_at"),
                        status.text("deployment_reason"),
                        status.text("production_cut"),
                        status.text("source"),
                        status.text("sha256"));
    }

    private void versions(List<Row> versions) {
        boolean isOfClasses = !versions.isEmpty() && new VersionFigures(versions.getFirst()).isOfClasses();
        List<String> figures = isOfClasses ? OF_CLASSES : OF_NUMBERS;
        List<String> titles = new ArrayList<>(List.of("VERSION", "REVISION", "CUT", "ROWS"));
        figures.forEach(word -> titles.add(word.toUpperCase(Locale.ROOT)));
        titles.addAll(List.of("STATE", "TRAINED"));
        Print.table(
                output.out(),
                titles,
                versions.stream().map(row -> cells(row, figures)).toList());
    }

    private static List<String> cells(Row row, List<String> figures) {
        List<String> cells = new ArrayList<>();
        Stream.of("version", "revision", "cut", "rows").map(row::text).forEach(cells::add);
        figures.stream().map(new VersionFigures(row)::cell).forEach(cells::add);
        Stream.of("state", "trained_at").map(row::text).forEach(cells::add);
        return cells;
    }

    private void version(Session session, long version) {
        Row row = session.row("""
                        select * from headrace_registry.version where pipeline = ? and version = ?
                        """, target.pipeline(), version)
                .orElseThrow(
                        () -> CommandFailure.failed("there is no version %d of %s; `headrace describe %s` lists them"
                                .formatted(version, target.pipeline(), target.pipeline())));
        if (bom) {
            Print.json(output.out(), ModelBom.read(session, row).tree());
            return;
        }
        if (output.json()) {
            Print.json(output.out(), row);
            return;
        }
        new DescribedVersion(row).print(output.out());
    }
}
