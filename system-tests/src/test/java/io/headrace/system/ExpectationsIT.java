package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.system.Terminal.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows that are not as a pipeline expects: nothing is trained of them, people hear of it, and it ends by itself.
final class ExpectationsIT {

    private static Workplace at;

    @BeforeAll
    static void open(@TempDir Path folder) throws SQLException {
        at = Workplace.open(folder);
    }

    @AfterAll
    static void close() throws SQLException {
        at.close();
    }

    @Test
    void rowsThatAreNotAsExpectedStopTrainingUntilTheyAreMended() throws IOException {
        expecting("odd", "{column: area, between: [1, 1e4]}");
        at.inProduction("odd", 1);

        at.database().execute("update odd set area = -5 where id in (7, 8)");
        String incident = at.database()
                .eventually(
                        "select sentence from headrace_registry.open_incident where incident = 'odd/expectation-broken'");
        assertThat(incident)
                .matches("no run begins, since the rows at cut \\d+ are not as expected: area between 1 and 10000:"
                        + " 2 of 300 rows are not, last written in cut \\d+ at 0/\\d+, 0/\\d+");
        assertThat(at.terminal().complaints())
                .anyMatch(complaint -> complaint.startsWith("incident odd/expectation-broken (once): no run begins"));
        String why = at.terminal().run("why", "odd").out();
        assertThat(why).contains("  broken    at cut ", "no run yet: area between 1 and 10000: 2 of 300 rows are not");
        assertThat(at.terminal().ask("retrain", "odd")).startsWith("no: the rows at cut ");

        at.database().execute("update odd set area = 50 where id in (7, 8)");
        at.inProduction("odd", 2);
        at.database()
                .eventually(
                        "select 1 from headrace_registry.incident where incident = 'odd/expectation-broken' and resolved_at is not null");
        assertThat(at.terminal().run("why", "odd").out()).contains("  met       at cut ");
        assertThat(at.database()
                        .texts("select count(*)::text from headrace_registry.run_failure where pipeline = 'odd'"))
                .containsExactly("0");
        Said verified = at.terminal().run("verify");
        assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
    }

    @Test
    void aTableThatShrinksTooMuchWaitsForAPerson() throws IOException {
        expecting("half", "{rows-change-at-most: 30%}");
        at.inProduction("half", 1);

        at.database().execute("delete from half where id <= 150");
        at.database()
                .eventually("select 1 from headrace_registry.open_incident where incident = 'half/expectation-broken'");
        assertThat(at.database()
                        .texts("select training_held from headrace_registry.pipeline_status where pipeline = 'half'"))
                .isEqualTo(List.of("waits for rows that are as expected: rows change by at most 30%"));

        assertThat(at.terminal().ask("retrain", "half")).startsWith("yes: training at cut ");
        at.inProduction("half", 2);
        at.database()
                .eventually(
                        "select 1 from headrace_registry.incident where incident = 'half/expectation-broken' and resolved_at is not null");
    }

    private static void expecting(String pipeline, String expectation) throws IOException {
        at.database().createHouses(pipeline, 300);
        Path file = at.specification(pipeline, "automatic");
        Files.writeString(file, Files.readString(file) + "expect:\n  - " + expectation + "\n");
        String _ = at.terminal().apply(file);
    }
}
