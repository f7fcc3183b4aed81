package io.headrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersIT {

    @Test
    void continuesOnTheSamePortsWithTheSameDataAfterAllWereKilled(@TempDir Path folder) throws Exception {
        List<Integer> ports;
        try (Servers servers = Servers.start(folder)) {
            ports = ports(servers);
            sql(servers, "create table kept (id int)", "insert into kept values (42)");
            createTopic(servers, "kept");
            register(servers, "kept");

            servers.kafka().kill();
            servers.registry().kill();
            servers.postgres().kill();
        }
        long began = System.nanoTime();
        try (Servers again = Servers.start(folder)) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(60));
            assertThat(ports(again)).isEqualTo(ports);
            assertThat(number(again, "select id from kept")).isEqualTo(42);
            assertThat(topics(again)).containsExactly("kept");
            assertThat(get(again.registry().confluentUrl() + "/subjects")).contains("kept");
        }
    }

    @Test
    void postgresIsAsDurableAsInProduction(@TempDir Path folder) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            try (Connection connection = postgres.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                for (var setting : Map.of("wal_level", "logical", "synchronous_commit", "on", "fsync", "on")
                        .entrySet()) {
                    try (ResultSet shown = statement.executeQuery("show " + setting.getKey())) {
                        assertThat(shown.next()).isTrue();
                        assertThat(shown.getString(1)).isEqualTo(setting.getValue());
                    }
                }
            }
        }
    }

    @Test
    void stoppedServersAreGone(@TempDir Path folder) {
        List<Long> pids;
        try (Servers servers = Servers.start(folder)) {
            pids = List.of(
                    servers.postgres().pid(),
                    servers.kafka().pid(),
                    servers.registry().pid());
            assertThat(pids).allMatch(pid -> ProcessMark.of(pid).isPresent());
        }
        assertThat(pids).noneMatch(pid -> ProcessMark.of(pid).isPresent());
    }

    private static List<Integer> ports(Servers servers) {
        return List.of(
                servers.postgres().port(),
                servers.kafka().port(),
                servers.registry().port());
    }

    private static void sql(Servers servers, String... commands) throws Exception {
        try (Connection connection = servers.postgres().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    private static int number(Servers servers, String query) throws Exception {
        try (Connection connection = servers.postgres().dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getInt(1);
        }
    }

    private static Admin admin(Servers servers) {
        return Admin.create(Map.of("bootstrap.servers", servers.bootstrapServers()));
    }

    private static void createTopic(Servers servers, String topic) throws Exception {
        try (Admin admin = admin(servers)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private static Set<String> topics(Servers servers) throws Exception {
        try (Admin admin = admin(servers)) {
            return admin.listTopics().names().get();
        }
    }

    private static void register(Servers servers, String subject) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(servers.registry().confluentUrl() + "/subjects/" + subject + "/versions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"schema\": \"\\\"string\\\"\"}"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        }
    }

    private static String get(String url) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
