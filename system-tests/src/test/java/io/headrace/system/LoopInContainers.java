package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.client.Headrace;
import io.headrace.client.Model;
import io.headrace.client.Subscription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/// The loop on servers in containers: the official images, or what POSTGRES_IMAGE, KAFKA_IMAGE and APICURIO_IMAGE name.
/// Run by `mvn verify -Pcontainers` alone.
final class LoopInContainers {

    private static final Duration START_MAX = Duration.ofMinutes(3);

    private static final PostgreSQLContainer POSTGRES = new PostgreSQLContainer(
                    image("POSTGRES_IMAGE", "postgres", "18"))
            .withUsername("headrace")
            .withPassword("of-the-test")
            .withDatabaseName("headrace")
            .withCommand("postgres", "-cwal_level=logical", "-cmax_connections=200", "-csearch_path=public")
            .withStartupTimeout(START_MAX);

    private static final KafkaContainer KAFKA =
            new KafkaContainer(image("KAFKA_IMAGE", "apache/kafka", "4.3.1")).withStartupTimeout(START_MAX);

    private static final GenericContainer<?> REGISTRY = new GenericContainer<>(
                    image("APICURIO_IMAGE", "apicurio/apicurio-registry", "3.3.3"))
            .withExposedPorts(8080)
            .waitingFor(Wait.forHttp("/apis/ccompat/v7/subjects").withStartupTimeout(START_MAX));

    private static CommandProcess services;
    private static Database database;

    private static DockerImageName image(String variable, String official, String tag) {
        String name = Optional.ofNullable(System.getenv(variable)).orElse(official + ":" + tag);
        return DockerImageName.parse(name).asCompatibleSubstituteFor(official);
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, SQLException {
        Startables.deepStart(POSTGRES, KAFKA, REGISTRY).join();
        Path config = Files.writeString(folder.resolve("headrace.properties"), """
                pg-url = %s
                pg-user = %s
                pg-password = %s
                kafka = %s
                registry-compat = %s
                data = %s
                """.formatted(
                        POSTGRES.getJdbcUrl(),
                        POSTGRES.getUsername(),
                        POSTGRES.getPassword(),
                        KAFKA.getBootstrapServers(),
                        registry(),
                        folder.resolve("state")));
        services = CommandProcess.services(folder.resolve("run.out"), config);
        database = Database.open(POSTGRES.getJdbcUrl() + "&user=headrace&password=of-the-test");
    }

    private static String registry() {
        return "http://%s:%d/apis/ccompat/v7".formatted(REGISTRY.getHost(), REGISTRY.getMappedPort(8080));
    }

    @AfterAll
    static void stop() throws SQLException {
        try {
            services.close();
            database.close();
        } finally {
            Stream.of(REGISTRY, KAFKA, POSTGRES).forEach(GenericContainer::stop);
        }
    }

    @Test
    void aCommittedRowBecomesAModelInASubscribersHandsWithTheBytesOfOneTrainedFromScratch() {
        database.createHouses("house", 300);
        database.execute("select headrace.share('public.house')");
        List<Model> models = new CopyOnWriteArrayList<>();
        try (Headrace headrace = Headrace.connect(KAFKA.getBootstrapServers(), registry());
                Subscription subscription = headrace.subscribe("house", models::add)) {
            database.apply("house", spec());
            String first = database.firstDeployed("house");
            String last = database.deployedAfter(
                    "house",
                    List.of(
                            "insert into house values (1000, 80, 3, 'north', 250000)",
                            "update house set price = price + 1000 where id % 7 = 0",
                            "delete from house where id % 11 = 0"));

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !models.isEmpty() && models.getLast().sha256().equals(last));
            assertThat(subscription.trouble()).isEmpty();
            assertThat(models).extracting(Model::sha256).startsWith(first);

            database.apply("from-scratch", spec());
            assertThat(database.firstDeployed("from-scratch")).isEqualTo(last).isNotEqualTo(first);
        }
    }

    private static String spec() {
        return """
                {"dataset": {"table": "public.house", "label": "price",
                  "features": ["area", "rooms",
                    {"column": "district", "type": "categorical", "values": ["north", "east", "south", "west"]}]},
                 "trainer": {"kind": "ridge", "l2": 1.0},
                 "trigger": {"changes": 1},
                 "rollout": {"approval": "automatic"}}
                """;
    }
}
