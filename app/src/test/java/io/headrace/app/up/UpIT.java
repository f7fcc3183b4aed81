package io.headrace.app.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.app.Environment;
import io.headrace.embedded.ProcessMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpIT {

    private static final Duration READY_MAX = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() throws InterruptedException {
        for (Process up : started) {
            up.destroy();
            if (!up.waitFor(1, TimeUnit.MINUTES)) {
                up.destroyForcibly();
            }
        }
    }

    @Test
    void continuesAfterKillNine() throws Exception {
        Process first = up();
        Environment before = ready(first);
        run(before, "create table kept (id int)", "insert into kept values (42)");
        createTopic(before, "kept");
        List<Path> servers = List.of(
                before.data().resolve("postgresql/pid"),
                before.data().resolve("kafka/pid"),
                before.data().resolve("registry/pid"));
        List<ProcessMark> children = servers.stream()
                .map(ProcessMark::read)
                .flatMap(Optional::stream)
                .toList();
        assertThat(children).hasSize(3).allMatch(child -> child.alive().isPresent());

        assertThat(first.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();
        Process second = up();
        Environment after = ready(second);

        assertThat(after).isEqualTo(before);
        assertThat(children).noneMatch(child -> child.alive().isPresent());
        assertThat(number(after, "select id from kept")).isEqualTo(42);
        assertThat(number(after, "select count(*) from headrace.migration where not success"))
                .isZero();
        assertThat(topics(after)).contains("kept", "headrace.deployment", "headrace.live");
    }

    @Test
    void refusesASecondUpOnTheSameFolderAndStopsCleanly() throws Exception {
        Process first = up();
        ready(first);
        Process second = up();
        assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(output(second)).contains("already running on " + folder, "process " + first.pid());

        first.destroy();

        assertThat(first.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(Environment.envFile(folder)).doesNotExist();
        for (String server : List.of("postgresql", "kafka", "registry")) {
            assertThat(ProcessMark.read(folder.resolve(server).resolve("pid")).flatMap(ProcessMark::alive))
                    .as(server)
                    .isEmpty();
        }
        assertThat(folder.resolve("postgresql/data/postmaster.pid")).doesNotExist();
    }

    private Process up() throws IOException {
        Process up = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.headrace,java.lang,java.math,java.util",
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.headrace.app.Headrace",
                        "up",
                        "--data",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(
                        folder.resolve("up-%d.out".formatted(started.size())).toFile())
                .start();
        started.add(up);
        return up;
    }

    private String output(Process up) throws IOException {
        return Files.readString(folder.resolve("up-%d.out".formatted(started.indexOf(up))));
    }

    private Environment ready(Process up) {
        await().atMost(READY_MAX)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !up.isAlive() || output(up).contains("ready after"));
        assertThat(up.isAlive()).as(() -> quietly(up)).isTrue();
        return Environment.running(folder);
    }

    private String quietly(Process up) {
        try {
            return output(up);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void run(Environment environment, String... commands) throws SQLException {
        try (Connection connection = DriverManager.getConnection(environment.pgUrl());
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    private static int number(Environment environment, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(environment.pgUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getInt(1);
        }
    }

    private static Admin admin(Environment environment) {
        return Admin.create(Map.of("bootstrap.servers", environment.kafka().bootstrap()));
    }

    private static void createTopic(Environment environment, String topic) throws Exception {
        try (Admin admin = admin(environment)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private static Set<String> topics(Environment environment) throws Exception {
        try (Admin admin = admin(environment)) {
            return admin.listTopics().names().get();
        }
    }
}
