package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.headrace.system.Terminal.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Two sources, one of them on a server of its own, and services and people with no more rights than they need.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class SourcesIT {

    private static final Duration MODEL_MAX = Duration.ofMinutes(3);

    private static final String HOUSES =
            "create table house (id bigint primary key, area double precision, price double precision)";
    private static final String ROWS =
            "insert into house select i, i %% 90, %d.0 * (i %% 90) from generate_series(1, 200) i";

    @TempDir
    private static Path folder;

    private static ApartServers servers;
    private static CommandProcess services;

    @BeforeAll
    static void start() throws IOException, SQLException {
        servers = ApartServers.start(folder);
        for (int time = 1; time <= 2; time++) {
            ok("installer", "init");
        }
        servers.putIntoGroups();
        services = CommandProcess.services(folder.resolve("run.out"), servers.config("runner"));
    }

    @AfterAll
    static void stop() {
        if (services != null) {
            services.close();
        }
        servers.close();
    }

    @Test
    @Order(1)
    void pipelinesOfTwoSourcesGetTheirModelsFromTheirOwnTables() throws Exception {
        servers.shop("ada", HOUSES, ROWS.formatted(1000));
        servers.own("ada", HOUSES, ROWS.formatted(3000));

        apply("shop-price", "shop", "automatic");
        apply("own-price", "main", "automatic");
        inProduction("shop-price");
        inProduction("own-price");

        assertThat(servers.own(
                        "rita",
                        "select distinct pipeline || ' ' || source from headrace_registry.model_version order by 1"))
                .containsExactly("own-price main", "shop-price shop");
        for (String command : List.of(
                "verify",
                "verify shop-price",
                "reproduce --all",
                "status",
                "rebuild registry --check",
                "reread shop public.house")) {
            ok("installer", command.split(" "));
        }
        ok("runner", "doctor");
        servers.shop("ada", "delete from house where id = 7");
        await().atMost(MODEL_MAX)
                .until(() -> run("installer", "forgotten", "public.house", "7", "--source", "shop")
                                .exit()
                        == 0);
    }

    @Test
    @Order(2)
    void aTableOfAnotherSourceIsNotFoundAndThatIsSaid() throws Exception {
        servers.shop("ada", "create table garden (id bigint primary key, size float8, price float8)");

        Said said = run(
                "ada",
                "apply",
                "-f",
                Files.writeString(folder.resolve("garden.yaml"), """
                        pipeline: garden-price
                        dataset: {source: main, table: public.garden, label: price, features: [size]}
                        trainer: {kind: ridge}
                        """).toString());

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("there is no table public.garden in the source");
    }

    @Test
    @Order(3)
    void approvalIsTheApproversAndRollbackTheOperators() throws Exception {
        apply("asked-price", "shop", "required");
        await().atMost(MODEL_MAX)
                .until(() -> !servers.own(
                                "rita", "select 1 from headrace_registry.version where pipeline = 'asked-price'")
                        .isEmpty());
        String approve = "insert into headrace.request (kind, pipeline, version) values ('approve', 'asked-price', 1)";

        assertThatThrownBy(() -> servers.own("oscar", approve))
                .hasMessageContaining("only a member of headrace_approver may ask for approve; you are oscar");
        assertThatThrownBy(() -> servers.own("ada", approve)).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> servers.own("rita", approve)).hasMessageContaining("permission denied");
        servers.own("anna", approve);

        inProduction("asked-price");
        assertThat(servers.own(
                        "rita", "select asked_by from headrace_registry.production where pipeline = 'asked-price'"))
                .containsExactly("anna");
    }

    @Test
    @Order(4)
    void servicesAndPeopleMayDoNoMoreThanTheyMust() throws Exception {
        for (String role : List.of("ada", "oscar", "anna", "rita")) {
            refused(role, "select * from headrace.outbox");
            refused(role, "insert into headrace.state values ('training', 'x', 1, null, '{}')");
            refused(role, "delete from headrace_registry.model_version");
        }
        refused("oscar", "insert into headrace.pipeline (name, spec) values ('p', '{}')");
        refused("rita", "select * from headrace.request");
        refused("runner", "insert into headrace.pipeline (name, spec) values ('p', '{}')");
        refused("runner", "insert into headrace.request (kind, pipeline) values ('resume', 'shop-price')");
        refused("runner", "delete from headrace.outbox");
        refused("runner", "update headrace.outbox set payload = ''");
        refused("runner", "create table headrace.other (id int)");
        refused("runner", "create schema other");
        refused("runner", "create role other");
        assertThatThrownBy(() -> servers.shop("runner", "delete from house")).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> servers.shop("runner", "select * from garden"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> servers.shop("oscar", "select headrace.share('house')"))
                .hasMessageContaining("only the owner of public.house, ada, may share it with Headrace; you are oscar")
                .hasMessageContaining("Hint: have ada run: select headrace.share('public.house')");
    }

    @Test
    @Order(5)
    void theLoopGoesOnWhileABrokerIsAway() throws Exception {
        String before = "select max(version)::text from headrace_registry.production where pipeline = 'shop-price'";
        List<String> version = servers.own("rita", before);
        servers.killBroker();

        servers.shop("ada", "update house set price = price + 1");

        await("a model with the rows that were committed meanwhile")
                .atMost(MODEL_MAX)
                .until(() -> !servers.own("rita", before).equals(version));
        servers.restartBroker();
        ok("runner", "doctor");
        ok("installer", "verify", "shop-price");
    }

    private static void refused(String role, String statement) {
        assertThatThrownBy(() -> servers.own(role, statement)).as(statement).hasMessageContaining("permission denied");
    }

    private static void apply(String pipeline, String source, String approval) throws IOException {
        Path file = Files.writeString(folder.resolve(pipeline + ".yaml"), """
                pipeline: %s
                dataset:
                  source: %s
                  table: public.house
                  label: price
                  features: [area]
                trainer: {kind: ridge, l2: 1.0}
                trigger: {changes: 1, quiet: 100ms}
                rollout: {approval: %s}
                """.formatted(pipeline, source, approval));
        ok("ada", "apply", "-f", file.toString());
    }

    private static void inProduction(String pipeline) {
        await("a model of " + pipeline)
                .atMost(MODEL_MAX)
                .until(() -> !servers.own(
                                "rita",
                                "select 1 from headrace_registry.production where pipeline = '%s'".formatted(pipeline))
                        .isEmpty());
    }

    private static void ok(String role, String... command) throws IOException {
        Said said = run(role, command);
        assertThat(said.exit())
                .as("%s: %s%n%s%s", role, String.join(" ", command), said.out(), said.err())
                .isZero();
    }

    private static Said run(String role, String... command) throws IOException {
        return Terminal.on(servers.config(role), command);
    }
}
