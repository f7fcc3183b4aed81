package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.app.Environment;
import io.headrace.app.config.Settings;
import io.headrace.app.up.EventTopics;
import io.headrace.client.Headrace;
import io.headrace.client.HeadraceConfig;
import io.headrace.client.Model;
import io.headrace.client.Subscription;
import io.headrace.kernel.topics.TopicSpec;
import io.headrace.system.Terminal.Said;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers that somebody else runs, for others too: every service and every command finds them by a file, whose
/// secrets lie elsewhere, and touches nothing in Kafka but what begins with the installation's prefix.
final class OwnServersIT {

    private static final Duration MODEL_MAX = Duration.ofMinutes(3);
    private static final List<String> OF_OTHERS =
            EventTopics.ALL.stream().map(TopicSpec::name).toList();

    private static final String PIPELINE = """
            pipeline: house-price
            dataset:
              table: public.house
              label: price
              features: [area]
              nulls: exclude
              split: {test: 20%}
            trainer: {kind: ridge, l2: 1.0}
            trigger: {changes: 10, quiet: 200ms, max-wait: 2s}
            rollout: {approval: automatic}
            """;

    @TempDir
    private Path folder;

    @Test
    void theLoopAndItsCommandsWorkOverTlsWithPasswordsOfWhichNoneIsPrintedAndUnderAPrefixAlone() throws Exception {
        try (SecuredServers servers = SecuredServers.start(folder)) {
            Path config = servers.config();
            Environment environment =
                    Settings.read(Optional.of(config), Map.of()).environment();
            for (Path installation : List.of(servers.others(), config, config)) {
                works(installation, "init");
            }
            try (CommandProcess services = CommandProcess.services(folder.resolve("run.out"), config);
                    Database database = Database.open(environment)) {
                assertThat(services.text()).contains("\"formattedMessage\":\"registry is running\"");
                database.execute(
                        "create table house (id bigint primary key, area double precision, price double precision)");
                database.execute(
                        "insert into house select i, i % 90, 1000.0 * (i % 90) from generate_series(1, 200) i");
                Path pipeline = Files.writeString(folder.resolve("house-price.yaml"), PIPELINE);

                assertThat(run(config, "apply", "-f", pipeline.toString()).exit())
                        .isZero();
                await().atMost(MODEL_MAX)
                        .until(() -> !database.texts(
                                        "select version::text from headrace_registry.production where pipeline = 'house-price'")
                                .isEmpty());

                database.deployedAfter("house-price", List.of("delete from house where id <= 20"));
                subscribed(environment);

                assertThat(metrics(services))
                        .contains("headrace_runs_total{outcome=\"trained\",pipeline=\"house-price\"} ")
                        .contains("headrace_validations_total{outcome=\"rejected\",pipeline=\"house-price\"} 0.0")
                        .contains("headrace_commit_to_deployed_seconds_count{pipeline=\"house-price\"} ")
                        .contains("headrace_service_ready{service=\"capture\"} 1.0")
                        .contains("headrace_service_behind_records{service=\"training\"} ")
                        .contains("headrace_slot_active{slot=\"headrace_main\"} 1.0")
                        .contains("headrace_captured_rows_total{change=\"read\",source=\"main\"} ")
                        .contains("headrace_captured_rows_total{change=\"delete\",source=\"main\"} 20.0")
                        .contains("headrace_capture_lag_seconds{source=\"headrace\"} ")
                        .contains("headrace_cut_age_seconds{source=\"main\"} ")
                        .contains("headrace_engine_restarts_total{source=\"main\"} ");
                for (String command : List.of(
                        "status",
                        "doctor",
                        "get",
                        "history house-price",
                        "verify",
                        "reproduce --all",
                        "rebuild registry --check",
                        "dead-letters list",
                        "events house-price")) {
                    works(config, command);
                }
                assertThat(mendedByDoctor(config, environment, database))
                        .anyMatch(mend ->
                                mend.contains("--entity-name team-a.headrace.training --add-config retention.ms=-1"))
                        .contains("alter table public.house replica identity full;");
                services.process().destroy();
                assertThat(services.process().waitFor(1, TimeUnit.MINUTES)).isTrue();
                assertThat(mends(config)).anyMatch(mend -> mend.startsWith("start capture;"));
                assertThat(mends(servers.config("team-b.")))
                        .anyMatch(mend -> mend.startsWith("set topic-prefix (now 'team-b.') back to what it was"));
                works(config, "rebuild training dataset");
                everythingBeginsWithThePrefix(servers.cluster());
                assertThat(new SharedCluster(environment.kafka()).topics()).doesNotContainAnyElementsOf(OF_OTHERS);
                assertThat(services.text())
                        .doesNotContain(
                                SecuredServers.PG_PASSWORD, SecuredServers.KAFKA_PASSWORD, GuardedRegistry.PASSWORD);
            }
        }
    }

    /// Nothing of the installation goes by another name, and nothing of others was touched.
    private static void everythingBeginsWithThePrefix(SharedCluster cluster) throws Exception {
        Set<String> topics = cluster.topics();
        assertThat(topics).containsAll(OF_OTHERS);
        OF_OTHERS.forEach(topics::remove);
        assertThat(topics)
                .contains(
                        "team-a.headrace.training",
                        "team-a.cdc.main.public.house",
                        "team-a.headrace-dataset-main-rows-changelog")
                .allMatch(topic -> topic.startsWith(SecuredServers.PREFIX));
        assertThat(cluster.groups())
                .contains("team-a.headrace-training", "team-a.headrace-dataset-main")
                .allMatch(group -> group.startsWith(SecuredServers.PREFIX));
        assertThat(cluster.transactionalIds())
                .contains("team-a.headrace-capture-main")
                .anyMatch(id -> id.startsWith("team-a.headrace-dataset-main-"))
                .allMatch(id -> id.startsWith(SecuredServers.PREFIX));
        assertThat(cluster.records(OF_OTHERS)).isZero();
    }

    /// A subscriber gets the model in production.
    private static void subscribed(Environment environment) {
        HeadraceConfig config = HeadraceConfig.of(
                        environment.kafka().bootstrap(),
                        environment.registry().url().toString())
                .withKafka(environment.kafka().settings())
                .withTopicPrefix(environment.kafka().prefix())
                .withRegistryLogin(GuardedRegistry.USER, GuardedRegistry.PASSWORD);
        List<Model> models = new CopyOnWriteArrayList<>();
        try (Headrace headrace = Headrace.connect(config);
                Subscription _ = headrace.subscribe("house-price", models::add)) {
            await().atMost(MODEL_MAX).until(() -> !models.isEmpty());
        }
    }

    /// Where the services say that they serve them.
    private static String metrics(CommandProcess services) throws Exception {
        Matcher address =
                Pattern.compile("health and metrics: \\S+?(127.0.0.1:[0-9]+)").matcher(services.text());
        assertThat(address.find()).isTrue();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest health = HttpRequest.newBuilder(
                            URI.create("http://%s/health/ready".formatted(address.group(1))))
                    .build();
            assertThat(client.send(health, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            HttpRequest metrics = HttpRequest.newBuilder(URI.create("http://%s/metrics".formatted(address.group(1))))
                    .build();
            return client.send(metrics, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    /// Breaks a topic and a table by hand.
    private static List<String> mendedByDoctor(Path config, Environment environment, Database database)
            throws Exception {
        try (Admin admin = Admin.create(environment.kafka().client())) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, "team-a.headrace.training"),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("retention.ms", "86400000"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
        database.execute("alter table house add column note text");
        database.execute("alter table house replica identity default");
        return mends(config);
    }

    /// What the doctor says is to be done where something must be.
    private static List<String> mends(Path config) {
        Said said = run(config, "doctor", "--json");
        assertThat(said.exit()).as(said.out() + said.err()).isEqualTo(1);
        return said.json()
                .get("findings")
                .valueStream()
                .filter(finding -> finding.get("level").asString().equals("FAILED"))
                .map(finding -> finding.get("mend").asString())
                .toList();
    }

    private static void works(Path config, String command) {
        Said said = run(config, command.split(" "));
        assertThat(said.exit()).as(command + "\n" + said.out() + said.err()).isZero();
    }

    private static Said run(Path config, String... arguments) {
        return Terminal.on(config, arguments);
    }
}
