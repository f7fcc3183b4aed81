package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.system.Terminal.Said;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An installation as `docker-compose.yml` makes it. Run by `mvn verify -Pcontainers` alone.
final class ComposeInContainers {

    private static Compose compose;
    private static Database database;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, SQLException {
        compose = Compose.up(folder);
        database = Database.open(compose.pgUrl());
    }

    @AfterAll
    static void stop() throws SQLException {
        try {
            database.close();
        } finally {
            compose.close();
        }
    }

    @Test
    void modelsAreDeployedWhileEveryContainerIsRestartedInTurn() {
        database.createHouses("house", 300);
        apply("house");
        String before = database.firstDeployed("house");

        for (String service : CommandProcess.SERVICES) {
            compose.restart(service);
            compose.awaitHealthy(List.of(service));
            // Ten, so that some of them fall into the training split.
            String after = database.deployedAfter(
                    "house",
                    List.of("insert into house select %d + i, 200, 3, 'north', 7000 * i from generate_series(1, 10) i"
                            .formatted(1_000 + 10 * CommandProcess.SERVICES.indexOf(service))));
            assertThat(after).as("the model behind the restart of " + service).isNotEqualTo(before);
            before = after;
        }

        apply("from-scratch");
        assertThat(database.firstDeployed("from-scratch")).isEqualTo(before);
        for (List<String> command :
                List.of(List.of("doctor"), List.of("status"), List.of("verify"), List.of("reproduce", "--all"))) {
            Said said = compose.headrace("", command.toArray(String[]::new));
            assertThat(said.exit()).as(command + "\n" + said.out() + said.err()).isZero();
        }
    }

    private static void apply(String pipeline) {
        String specification = """
                pipeline: %s
                dataset:
                  table: public.house
                  label: price
                  features:
                    - area
                    - rooms
                    - {column: district, type: categorical, values: [north, east, south, west]}
                trainer: {kind: ridge, l2: 1}
                trigger: {changes: 1, quiet: 100ms, min-interval: 1ms}
                rollout: {approval: automatic}
                """.formatted(pipeline);
        Said applied = compose.headrace(specification, "apply", "-f", "-");
        assertThat(applied.exit()).as(applied.out() + applied.err()).isZero();
    }

    @Test
    void aServiceIsNotRootAndWritesNowhereButInItsOwnFolder() {
        for (String service : CommandProcess.SERVICES) {
            assertThat(compose.shell(service, "id -u").out()).as(service).isEqualTo("10001\n");
            assertThat(compose.shell(service, "touch /var/lib/headrace/x /tmp/x")
                            .exit())
                    .as(service)
                    .isZero();
            assertThat(compose.shell(service, "touch /opt/headrace/x").err())
                    .as(service)
                    .contains("Read-only file system");
        }
    }
}
