package io.headrace.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.app.reference.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `docs/reference/metrics.md` is written from the code: `mvn -pl app test -Dtest=MetricsReferenceTest -Dupdate`.
class MetricsReferenceTest {

    private static final String PAGE = "metrics.md";
    private static final Pattern NAME = Pattern.compile("headrace_[a-z_]+");

    @Test
    void thePageSaysWhatTheCodeServes() throws IOException {
        String page = """
                # Metrics

                What `/metrics` serves ([how](../how-to/watch.md)). Written from the code.

                Of every process:

                | metric | kind | labels | |
                |---|---|---|---|
                | `headrace_service_ready` | gauge | service | 1 where a service of this process does its work, else 0 |
                | `headrace_service_behind_records` | gauge | service | Records that a service has still to read, all its copies together |
                | `jvm_…`, `process_…` | | | The Java virtual machine and its process, as the Prometheus client names them |

                Of a process that [sends traces](../how-to/watch.md#traces). They begin at 0 with the process.

                | metric | kind | labels | |
                |---|---|---|---|
                %s

                Of a process that runs `lineage` and [sends run events](../how-to/lineage.md#to-a-tool-by-http). They begin at 0 with the process. How many wait is `headrace_service_behind_records{service="lineage-delivery"}`.

                | metric | kind | labels | |
                |---|---|---|---|
                %s

                Of the process that runs `capture`. They begin at 0 with the process. The copy that waits counts nothing.

                | metric | kind | labels | |
                |---|---|---|---|
                %s

                Of the process that runs `registry`. They are read from Headrace's own tables, at most every five seconds: a restart does not set them back, and two copies say the same.

                | metric | kind | labels | |
                |---|---|---|---|
                %s
                | `headrace_commit_to_deployed_seconds` | histogram | pipeline | From COMMIT to the decision to deploy, where changed rows brought it about |
                | `headrace_database_up` | gauge | | 1 where Headrace's tables answer, else 0 |
                """.formatted(
                        lines(Stream.of(SpanFigures.ENDED, SpanFigures.DELIVERED)),
                        lines(LineageFigures.ALL.stream().map(LineageFigures.OfDelivery::metric)),
                        lines(CaptureFigures.ALL.stream().map(CaptureFigures.OfEngine::metric)),
                        lines(Figure.ALL.stream().map(Figure::metric)));
        Page.check(PAGE, page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../ops/prometheus/headrace-alerts.yaml", "../ops/grafana/headrace.json"})
    void alertsAndDashboardAskForMetricsThatThereAre(String file) throws IOException {
        assertThat(names(Path.of(file))).isNotEmpty().isSubsetOf(names(Page.path(PAGE)));
    }

    private static String lines(Stream<Metric> metrics) {
        return metrics.map(MetricsReferenceTest::line).collect(Collectors.joining("\n"));
    }

    private static String line(Metric metric) {
        return "| `%s%s` | %s | %s | %s |"
                .formatted(
                        metric.name(),
                        metric.kind() == Metric.Kind.COUNTER ? "_total" : "",
                        metric.kind().name().toLowerCase(Locale.ROOT),
                        String.join(", ", metric.labels()),
                        metric.help());
    }

    private static Set<String> names(Path file) throws IOException {
        return NAME.matcher(Files.readString(file))
                .results()
                .map(found -> found.group().replaceFirst("_bucket$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
