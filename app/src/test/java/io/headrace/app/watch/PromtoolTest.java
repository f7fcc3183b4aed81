package io.headrace.app.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What Prometheus's own tool says of `ops`. Without it (Debian: prometheus) the tests that ask it are skipped.
class PromtoolTest {

    private static final Path OPS = Path.of("../ops");
    private static final Path ALERTS = OPS.resolve("prometheus/headrace-alerts.yaml");
    private static final Path TOLD = OPS.resolve("prometheus/headrace-alerts-test.yaml");

    @TempDir
    Path folder;

    @Test
    void eachAlertComesWhenItMustAndOnlyThen() throws Exception {
        assertThat(promtool("test", "rules", TOLD.toString())).contains("SUCCESS");
    }

    @Test
    void noAlertGoesWithoutATest() throws IOException {
        assertThat(alerts(TOLD, "alertname: ")).containsExactlyInAnyOrderElementsOf(alerts(ALERTS, "- alert: "));
    }

    @Test
    void prometheusTakesTheFileItIsStartedWith() throws Exception {
        assertThat(promtool(
                        "check",
                        "config",
                        OPS.resolve("prometheus/prometheus.yml").toString()))
                .contains("1 rule files found", "is valid prometheus config");
    }

    @Test
    void everyQueryOfTheDashboardIsOne() throws Exception {
        List<String> queries = queries();
        StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
        for (int i = 0; i < queries.size(); i++) {
            rules.append("      - {record: panel_%d, expr: '%s'}\n"
                    .formatted(i, queries.get(i).replace("'", "''")));
        }
        Path file = Files.writeString(folder.resolve("dashboard.yaml"), rules);
        assertThat(promtool("check", "rules", file.toString())).contains(queries.size() + " rules found");
    }

    private static List<String> alerts(Path file, String before) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.contains(before))
                    .map(line -> line.substring(line.indexOf(before) + before.length()))
                    .distinct()
                    .toList();
        }
    }

    private static List<String> queries() {
        JsonNode dashboard = JsonMapper.shared().readTree(OPS.resolve("grafana/headrace.json"));
        List<String> queries = new ArrayList<>();
        dashboard.findValues("expr").forEach(query -> queries.add(query.asString()));
        assertThat(queries).isNotEmpty();
        return queries;
    }

    /// @return what it said, of a check that it passed
    private String promtool(String... arguments) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        Process process = start(said, arguments);
        int exit = process.waitFor();
        assertThat(exit).as(Files.readString(said)).isZero();
        return Files.readString(said);
    }

    private static Process start(Path said, String... arguments) {
        try {
            return new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments))
                            .toList())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
        } catch (IOException e) {
            return abort("no promtool here: " + e.getMessage());
        }
    }
}
