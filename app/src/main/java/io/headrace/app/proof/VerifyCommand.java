package io.headrace.app.proof;

import io.headrace.app.CommandFailure;
import io.headrace.app.commands.Output;
import io.headrace.app.commands.Print;
import io.headrace.capture.rows.TableName;
import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.stream.DiskRows;
import io.headrace.dataset.stream.TopicLog;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `headrace verify`: do table, topic and dataset hold the same?
@Command(
        name = "verify",
        description = {
            "Compares shared tables with their topics, read from the beginning, and with the datasets of their "
                    + "pipelines: row counts and digests, at the same point of the commit order, while writes go on.",
            "If a table and its topic differ, it names the first keys and what each side holds."
        })
public final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Parameters(
            arity = "0..1",
            paramLabel = "TABLE|PIPELINE",
            description = "A table as [schema.]table, or a pipeline; none: every shared table.")
    private @Nullable String name;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long capture and dataset may stand still before they count as stuck (default: 60).")
    private int timeout = 60;

    @Override
    public Integer call() throws InterruptedException {
        if (timeout < 1) {
            throw CommandFailure.badInput("--timeout is %d: it must be 1 or more".formatted(timeout));
        }
        VerifyReport report = new VerifyReport();
        try (Site site = new Site(output.environment(), output.err());
                Scratch scratch = new Scratch()) {
            VerifyScope scope = VerifyScope.of(site, name);
            for (TableName table : scope.tables()) {
                verify(site, scratch, table, scope.on(table.topic()), report);
            }
        } catch (SQLException e) {
            throw CommandFailure.failed(e);
        }
        if (output.json()) {
            Print.json(output.out(), report.tree());
        } else {
            report.print(output.out());
        }
        return report.holds() ? 0 : 1;
    }

    private void verify(
            Site site, Scratch scratch, TableName table, List<Declaration> declarations, VerifyReport report)
            throws SQLException, InterruptedException {
        Duration patience = Duration.ofSeconds(timeout);
        try (TopicLog log = site.log(table.topic());
                DiskRows rows = new DiskRows(scratch.next());
                DatasetVersions versions = new DatasetVersions(site)) {
            if (log.partitions() == 0) {
                throw CommandFailure.failed(
                        "%s has no topic yet: capture has not read the table".formatted(table.text()));
            }
            History history = History.of(site, table.topic());
            TopicTable topic = TopicTable.open(site, log, history, declarations, rows);
            TableResult result = new TableCheck(site, table, log, topic, patience).run();
            report.add(
                    result,
                    new DatasetCheck(versions, log, topic, patience)
                            .run(declarations.stream().map(Declaration::id).toList()));
        }
    }
}
