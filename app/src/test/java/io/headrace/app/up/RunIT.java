package io.headrace.app.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.embedded.GuardedProgram;
import io.headrace.embedded.Servers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunIT {

    private static final Duration READY_MAX = Duration.ofMinutes(3);
    private static final List<String> DECIDERS =
            List.of("pipelines", "training", "worker", "validation", "deployment", "incidents", "registry");

    @TempDir
    private Path folder;

    @Test
    void theServicesWaitForServersRunApartAndStopWhenTold() throws Exception {
        Map<String, String> variables;
        try (Servers servers = Servers.start(folder)) { // to know its ports
            variables = Map.of(
                    "HEADRACE_PG_URL", servers.jdbcUrl(),
                    "HEADRACE_KAFKA", servers.bootstrapServers(),
                    "HEADRACE_REGISTRY_COMPAT", servers.registry().confluentUrl(),
                    "HEADRACE_DATA", folder.toString());
        }
        try (GuardedProgram capture = run(variables, "capture", List.of("capture"));
                GuardedProgram others = run(variables, "others", DECIDERS)) {
            assertThat(capture.isAlive()).isTrue();
            try (Servers servers = Servers.start(folder)) {
                awaitRunning(capture, List.of("capture"));
                awaitRunning(others, DECIDERS);
                try (Connection connection = DriverManager.getConnection(servers.jdbcUrl());
                        Statement statement = connection.createStatement()) {
                    statement.execute("insert into headrace.pipeline (name, spec) values ('odd', '{}')");
                    await().atMost(READY_MAX).until(() -> {
                        try (ResultSet row = statement.executeQuery(
                                "select from headrace_registry.pipeline_revision where outcome = 'REFUSED'")) {
                            return row.next();
                        }
                    });
                }
                assertThat(capture.stop(Duration.ofMinutes(1))).isTrue();
                assertThat(others.stop(Duration.ofMinutes(1))).isTrue();
            }
        }
    }

    private GuardedProgram run(Map<String, String> variables, String name, List<String> services) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.headrace,java.lang,java.math,java.util",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.headrace.app.Headrace",
                "run"));
        command.addAll(services);
        return GuardedProgram.start(folder, name, command, variables);
    }

    private static void awaitRunning(GuardedProgram program, List<String> services) {
        await().atMost(READY_MAX)
                .until(() -> !program.isAlive()
                        || services.stream().allMatch(service -> program.text().contains(service + " is running")));
        assertThat(program.isAlive()).as(program.text()).isTrue();
    }
}
