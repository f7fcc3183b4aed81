package io.headrace.system;

import io.headrace.embedded.EmbeddedPostgres;
import io.headrace.embedded.EmbeddedRegistry;
import io.headrace.embedded.KafkaCluster;
import io.headrace.embedded.StartListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Headrace's database on one server, a source on another, three brokers, and nobody a superuser who works with them.
///
/// The source's server is Debian's PostgreSQL where one is installed, which is older than the one that comes along.
///
/// | role | |
/// |---|---|
/// | installer | owns both databases, and runs `init` |
/// | runner | what services connect as |
/// | ada | author, owner of tables |
/// | oscar, anna | operator, approver |
/// | rita | reader |
final class ApartServers implements AutoCloseable {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final int BROKERS = 3;
    private static final List<String> PEOPLE = List.of("ada", "oscar", "anna", "rita", "runner");

    private final Path folder;
    private final EmbeddedPostgres own;
    private final EmbeddedPostgres shop;
    private final KafkaCluster kafka;
    private final EmbeddedRegistry registry;

    private ApartServers(Path folder) throws IOException, SQLException {
        this.folder = folder;
        this.own = EmbeddedPostgres.start(folder.resolve("own"));
        this.shop = shopServer(folder.resolve("shop"));
        this.kafka = KafkaCluster.start(folder.resolve("servers"), BROKERS, StartListener.SILENT);
        this.registry = EmbeddedRegistry.start(folder.resolve("servers"));
        for (EmbeddedPostgres server : List.of(own, shop)) {
            makeRoles(server);
        }
    }

    static ApartServers start(Path folder) throws IOException, SQLException {
        return new ApartServers(folder);
    }

    private static EmbeddedPostgres shopServer(Path data) throws IOException {
        if (Files.isDirectory(DEBIAN)) {
            try (var versions = Files.newDirectoryStream(DEBIAN)) {
                for (Path version : versions) {
                    if (Files.isExecutable(version.resolve("bin/initdb"))) {
                        return EmbeddedPostgres.start(data, version);
                    }
                }
            }
        }
        return EmbeddedPostgres.start(data);
    }

    private static void makeRoles(EmbeddedPostgres server) throws SQLException {
        List<String> statements = new ArrayList<>(List.of(
                "create role installer login createrole",
                "alter database %s owner to installer".formatted(EmbeddedPostgres.NAME),
                // As they come since PostgreSQL 15, also on an older server.
                "alter schema public owner to installer",
                "revoke create on schema public from public"));
        PEOPLE.forEach(role -> statements.add("create role %s login".formatted(role)));
        statements.add("alter role runner replication");
        statements.add("grant ada to installer"); // whose tables it publishes
        statements.add("grant create on schema public to ada");
        run(server, EmbeddedPostgres.NAME, statements);
    }

    /// After `init`, which made the groups.
    void putIntoGroups() throws SQLException {
        run(
                own,
                "installer",
                List.of(
                        "grant headrace_service to runner",
                        "grant headrace_author to ada",
                        "grant headrace_operator to oscar",
                        "grant headrace_approver to anna",
                        "grant headrace_reader to rita"));
        run(shop, "installer", List.of("grant headrace_service to runner"));
    }

    /// The settings of somebody who connects to both servers under one name.
    Path config(String role) throws IOException {
        return Files.writeString(folder.resolve(role + ".properties"), """
                pg-url = jdbc:postgresql://127.0.0.1:%d/%s
                pg-user = %s
                source.shop.pg-url = jdbc:postgresql://127.0.0.1:%d/%s
                source.shop.pg-user = %s
                source.main.partitions = 1
                kafka = %s
                registry-compat = %s
                data = %s
                """.formatted(
                        own.port(),
                        EmbeddedPostgres.NAME,
                        role,
                        shop.port(),
                        EmbeddedPostgres.NAME,
                        role,
                        kafka.bootstrapServers(),
                        registry.confluentUrl(),
                        folder.resolve("state")));
    }

    /// Runs statements in Headrace's database.
    ///
    /// @return the first column of the last one's rows
    List<String> own(String role, String... statements) throws SQLException {
        return run(own, role, List.of(statements));
    }

    /// Runs statements in the source.
    List<String> shop(String role, String... statements) throws SQLException {
        return run(shop, role, List.of(statements));
    }

    private static List<String> run(EmbeddedPostgres server, String role, List<String> statements) throws SQLException {
        List<String> values = new ArrayList<>();
        String url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.port(), EmbeddedPostgres.NAME);
        try (Connection connection = DriverManager.getConnection(url, role, "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                values.clear();
                if (statement.execute(sql)) {
                    try (ResultSet row = statement.getResultSet()) {
                        while (row.next()) {
                            values.add(row.getString(1));
                        }
                    }
                }
            }
        }
        return values;
    }

    /// Ends one as a crash would.
    void killBroker() {
        kafka.broker(0).kill();
    }

    void restartBroker() {
        kafka.restart(0);
    }

    @Override
    public void close() {
        registry.close();
        kafka.close();
        shop.close();
        own.close();
    }
}
