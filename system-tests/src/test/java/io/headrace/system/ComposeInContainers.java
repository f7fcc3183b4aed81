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

    private static final String RIDGE = "{kind: ridge, l2: 1}";

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
    void aLineAndTreesAreDeployed() {
        database.createHouses("flat", 300);
        apply("line", "flat", RIDGE);
        apply("trees", "flat", "{kind: xgboost, rounds: 20, depth: 4, seed: 42}");
        assertThat(database.firstDeployed("line")).isNotEqualTo(database.firstDeployed("trees"));
        holds("doctor");
        holds("status");
    }

    @Test
    void aRunOfTreesIsCancelledAndAnotherOutlivesItsWorker() {
        // Minutes of it: no row tells the price of another.
        database.createHouses("noise", 10_000);
        database.execute("update noise set area = id, price = hashint4(id)");
        apply("slow", "noise", "{kind: xgboost, rounds: 10000, depth: 10, eta: 0.01, seed: 42}");
        someTreesAreGrown(1);
        assertThat(database.request("cancel", "slow")).startsWith("yes: the run at cut ");
        assertThat(database.request("retrain", "slow")).startsWith("yes: ");
        someTreesAreGrown(1);

        compose.kill("worker");
        compose.awaitHealthy(List.of("worker"));
        someTreesAreGrown(2);
        assertThat(compose.shell("worker", "ls -d /var/lib/headrace/run/1/worker/job-*")
                        .out())
                .as("the folders of jobs, without that of the worker that was killed")
                .hasLineCount(1);
        assertThat(database.request("cancel", "slow")).startsWith("yes: ");
        apply("slow", "noise", "{kind: xgboost, rounds: 1, depth: 10, seed: 42}");
        assertThat(database.firstDeployed("slow")).isNotEmpty();
    }

    private static void someTreesAreGrown(int attempt) {
        String _ = database.eventually(
                "select message from headrace.job where pipeline = 'slow' and message like '% of 10,000 rounds' and attempt = ?",
                attempt);
    }

    @Test
    void modelsAreDeployedWhileEveryContainerIsRestartedInTurn() {
        database.createHouses("house", 300);
        apply("house", "house", RIDGE);
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

        apply("from-scratch", "house", RIDGE);
        assertThat(database.firstDeployed("from-scratch")).isEqualTo(before);
        holds("doctor");
        holds("status");
        holds("verify");
        holds("reproduce", "--all");
    }

    private static void holds(String... command) {
        Said said = compose.headrace("", command);
        assertThat(said.exit())
                .as(List.of(command) + "\n" + said.out() + said.err())
                .isZero();
    }

    private static void apply(String pipeline, String table, String trainer) {
        String specification = """
                pipeline: %s
                dataset:
                  table: public.%s
                  label: price
                  features:
                    - area
                    - rooms
                    - {column: district, type: categorical, values: [north, east, south, west]}
                trainer: %s
                trigger: {changes: 1, quiet: 100ms, min-interval: 1ms}
                rollout: {approval: automatic}
                """.formatted(pipeline, table, trainer);
        Said applied = compose.headrace(specification, "apply", "-f", "-");
        assertThat(applied.exit()).as(applied.out() + applied.err()).isZero();
    }

    @Test
    void aServiceIsNotRootAndWritesNowhereButInItsOwnFolder() {
        for (String service : CommandProcess.SERVICES) {
            Said said = compose.shell(
                    service, "id -u; touch /var/lib/headrace/x /tmp/x && echo written; touch /opt/headrace/x");
            assertThat(said.out()).as(service).isEqualTo("10001\nwritten\n");
            assertThat(said.err()).as(service).contains("/opt/headrace/x", "Read-only file system");
        }
    }
}
