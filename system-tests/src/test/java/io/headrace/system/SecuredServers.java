package io.headrace.system;

import io.headrace.app.config.Settings;
import io.headrace.embedded.EmbeddedKafka;
import io.headrace.embedded.EmbeddedPostgres;
import io.headrace.embedded.EmbeddedRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/// Servers that let nobody in without a password, and that speak TLS alone. Kafka is shared with others: Headrace may
/// touch nothing but what begins with its prefix.
final class SecuredServers implements AutoCloseable {

    static final String PG_PASSWORD = "p&ss w/rd";
    static final String KAFKA_PASSWORD = "only-for-clients";
    static final String PREFIX = "team-a.";

    private static final String USER = "headrace";
    private static final String BROKER = "broker";
    private static final String BROKER_PASSWORD = "among-brokers";

    private final Path folder;
    private final ServerKeys keys;
    private final EmbeddedPostgres postgres;
    private final EmbeddedKafka kafka;
    private final EmbeddedRegistry registry;
    private final GuardedRegistry guard;

    private SecuredServers(Path folder)
            throws IOException, InterruptedException, SQLException, GeneralSecurityException, ExecutionException {
        this.folder = folder;
        this.keys = ServerKeys.make(folder);
        Path data = folder.resolve("servers");
        this.postgres = EmbeddedPostgres.start(data);
        askForPasswords(data);
        this.kafka = EmbeddedKafka.start(data, 0, brokerSettings(), sentence -> {});
        this.registry = EmbeddedRegistry.start(data);
        this.guard = new GuardedRegistry(URI.create(registry.confluentUrl()));
        cluster().allow(USER, PREFIX);
    }

    static SecuredServers start(Path folder)
            throws IOException, InterruptedException, SQLException, GeneralSecurityException, ExecutionException {
        return new SecuredServers(folder);
    }

    /// Kafka, as whoever runs it sees it.
    SharedCluster cluster() throws IOException {
        return new SharedCluster(
                Settings.read(Optional.of(others()), Map.of()).environment().kafka());
    }

    /// The file that Headrace is told by; its secrets lie in other files.
    Path config() throws IOException {
        return config(PREFIX);
    }

    /// The same with another prefix.
    Path config(String prefix) throws IOException {
        return config("headrace" + prefix, "topic-prefix = " + prefix, USER, KAFKA_PASSWORD);
    }

    /// What somebody else is told, who has no prefix and may do everything.
    Path others() throws IOException {
        return config("others", "", BROKER, BROKER_PASSWORD);
    }

    private Path config(String name, String prefix, String user, String password) throws IOException {
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("pg.properties"), "password=" + PG_PASSWORD);
        Files.writeString(
                secrets.resolve("jaas-" + user),
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(user, password));
        Files.writeString(secrets.resolve("registry"), GuardedRegistry.PASSWORD);
        return Files.writeString(folder.resolve(name + ".properties"), """
                pg-url = jdbc:postgresql://127.0.0.1:%d/%s?sslmode=verify-full&sslrootcert=%s
                pg-user = %s
                pg-password = ${file:%s/pg.properties:password}
                kafka = %s
                %s
                kafka.security.protocol = SASL_SSL
                kafka.sasl.mechanism = PLAIN
                kafka.sasl.jaas.config = ${dir:%s:jaas-%s}
                kafka.ssl.truststore.location = %s
                kafka.ssl.truststore.password = %s
                registry-compat = %s
                registry-user = %s
                registry-password = ${dir:%s:registry}
                data = %s
                watch = 127.0.0.1:0
                log-format = json
                """.formatted(
                        postgres.port(),
                        EmbeddedPostgres.NAME,
                        keys.certificate(),
                        EmbeddedPostgres.NAME,
                        secrets,
                        kafka.bootstrapServers(),
                        prefix,
                        secrets,
                        user,
                        keys.trusted(),
                        ServerKeys.PASSWORD,
                        guard.url(),
                        GuardedRegistry.USER,
                        secrets,
                        folder.resolve("state")));
    }

    private void askForPasswords(Path data) throws IOException, SQLException, GeneralSecurityException {
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter role %s password '%s'".formatted(EmbeddedPostgres.NAME, PG_PASSWORD));
            Path cluster = data.resolve("postgresql/data");
            Files.writeString(cluster.resolve("pg_hba.conf"), """
                    hostssl all all 127.0.0.1/32 scram-sha-256
                    hostssl replication all 127.0.0.1/32 scram-sha-256
                    """);
            toServer(Files.readString(keys.certificate()), cluster.resolve("server.crt"));
            toServer(keys.privateKey(), cluster.resolve("server.key"));
            statement.execute("alter system set ssl = on");
            statement.execute("select pg_reload_conf()");
        }
    }

    private static void toServer(String text, Path file) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.setOwner(file, Files.getOwner(file.getParent()));
    }

    private Map<String, String> brokerSettings() {
        return Map.ofEntries(
                Map.entry("listener.security.protocol.map", "BROKER:SASL_SSL,CONTROLLER:PLAINTEXT"),
                Map.entry("sasl.enabled.mechanisms", "PLAIN"),
                Map.entry("sasl.mechanism.inter.broker.protocol", "PLAIN"),
                Map.entry(
                        "listener.name.broker.plain.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"broker\" password=\"%1$s\" user_broker=\"%1$s\" user_headrace=\"%2$s\";"
                                .formatted(BROKER_PASSWORD, KAFKA_PASSWORD)),
                Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                // Controllers are spoken to in plain text here.
                Map.entry("super.users", "User:%s;User:ANONYMOUS".formatted(BROKER)),
                Map.entry("ssl.keystore.location", keys.own().toString()),
                Map.entry("ssl.keystore.password", ServerKeys.PASSWORD),
                Map.entry("ssl.key.password", ServerKeys.PASSWORD),
                Map.entry("ssl.truststore.location", keys.trusted().toString()),
                Map.entry("ssl.truststore.password", ServerKeys.PASSWORD));
    }

    @Override
    public void close() {
        guard.close();
        registry.close();
        kafka.close();
        postgres.close();
    }
}
