package io.headrace.app.commands;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.app.yaml.YamlFile.BadYaml;
import io.headrace.pipelines.catalogue.TableCatalogue;
import io.headrace.pipelines.core.PipelineSpec;
import io.headrace.pipelines.core.Problem;
import io.headrace.pipelines.core.SqlName;
import io.headrace.pipelines.core.TableFacts;
import io.headrace.pipelines.core.TableFacts.Found;
import io.headrace.pipelines.core.TableFacts.NotAsked;
import io.headrace.pipelines.core.TableRules;
import io.headrace.pipelines.core.reading.SpecReader;
import io.headrace.pipelines.stream.PipelineMessages;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// One file on its way into `headrace.pipeline`.
public final class Application {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Session session;
    private final SpecFile file;

    /// What became of it.
    ///
    /// @param reasons why it was refused; empty: it is in force
    record Answer(long revision, boolean changed, List<Problem> reasons) {}

    /// Applies a text that is known to be right, and returns the revision that is then in force.
    public static long apply(Session session, String name, String yaml) {
        try {
            SpecFile file = SpecFile.parse(name, yaml, session.environment().sourceNames());
            Application application = new Application(session, file);
            List<Problem> problems = application.problems();
            Answer answer = problems.isEmpty() ? application.write() : new Answer(0, false, problems);
            if (!answer.reasons().isEmpty()) {
                throw CommandFailure.badInput(ApplyCommand.sentence(name, file.located(answer.reasons())));
            }
            return answer.revision();
        } catch (BadYaml e) {
            throw CommandFailure.badInput("%s:%d: %s".formatted(name, e.line(), e.getMessage()));
        }
    }

    Application(Session session, SpecFile file) {
        this.session = session;
        this.file = file;
    }

    /// Everything wrong with the file and its table. A table that is merely not shared yet is shared.
    List<Problem> problems() {
        String author =
                session.row("select session_user::text as author").orElseThrow().text("author");
        String source = file.reading().columns().source();
        if (source == null) {
            return together(new NotAsked(), author);
        }
        Environment environment = session.environment();
        try (Session tables = Session.open(environment, environment.source(source))) {
            return problems(tables, author);
        }
    }

    private List<Problem> problems(Session tables, String author) {
        TableFacts facts = look(tables, author);
        List<Problem> problems = together(facts instanceof Found found ? shared(found) : facts, author);
        if (problems.isEmpty() && facts instanceof Found found && !found.shared()) {
            tables.rows("select headrace.share(?::regclass)", SqlName.table(found.table()));
        }
        return problems;
    }

    private List<Problem> together(TableFacts facts, String author) {
        return Stream.concat(
                        file.problems().stream(),
                        TableRules.check(file.reading().columns(), facts, author).stream())
                .toList();
    }

    private static Found shared(Found found) {
        return new Found(found.table(), found.columns(), found.primaryKey(), true, found.authorMayRead());
    }

    private TableFacts look(Session tables, String author) {
        try {
            return TableCatalogue.look(file.reading().columns().table(), author, tables.connection());
        } catch (SQLException e) {
            throw CommandFailure.failed(Session.message(e));
        }
    }

    /// Writes the row, unless it says what is in force, and waits for the service's answer.
    Answer write() {
        Optional<Long> inForce = unchangedSince();
        if (inForce.isPresent()) {
            return new Answer(inForce.get(), false, List.of());
        }
        Row written = session.row("""
                        insert into headrace.pipeline (name, spec) values (?, ?::jsonb)
                        on conflict (name) do update set spec = excluded.spec
                        returning written_at
                        """, file.pipeline(), file.json()).orElseThrow();
        Row answer = session.await(PATIENCE, """
                        select outcome, revision, reasons from headrace_registry.pipeline_revision
                        where pipeline = ? and decided_at >= ?::timestamptz order by sequence limit 1
                        """, file.pipeline(), String.valueOf(written.value("written_at")))
                .orElseThrow(() -> CommandFailure.failed(
                        "%s is written, but the service pipelines has not answered within %d s: `headrace status` says why"
                                .formatted(file.pipeline(), PATIENCE.toSeconds())));
        return answer.text("outcome").equals("ACCEPTED")
                ? new Answer(answer.number("revision"), true, List.of())
                : new Answer(0, true, reasons(answer));
    }

    /// The revision in force, where both it and the row say the same as the file, and nothing was refused since.
    ///
    /// Such a row would bring about nothing, so that there would be no answer to wait for.
    private Optional<Long> unchangedSince() {
        PipelineSpec wanted = Objects.requireNonNull(file.spec(), "a file without problems is a specification");
        return session.row("""
                        select p.spec, r.revision from headrace.pipeline p
                        join headrace_registry.pipeline r on r.pipeline = p.name
                        where p.name = ? and not r.deleted and r.refused_at is null
                              and r.spec = ?::jsonb
                        """, file.pipeline(), PipelineMessages.spec(wanted).toString())
                .filter(row -> wanted.equals(
                        SpecReader.read(session.environment().sourceNames(), file.pipeline(), row.value("spec"))
                                .spec()))
                .map(row -> row.number("revision"));
    }

    private static List<Problem> reasons(Row answer) {
        return answer.list("reasons").stream()
                .map(reason -> problem(String.valueOf(reason)))
                .toList();
    }

    /// A reason is a problem as it was written out: its path, a colon, its sentence.
    private static Problem problem(String reason) {
        int colon = reason.indexOf(": ");
        return colon < 0 || reason.substring(0, colon).contains(" ")
                ? new Problem("", reason)
                : new Problem(reason.substring(0, colon), reason.substring(colon + 2));
    }
}
