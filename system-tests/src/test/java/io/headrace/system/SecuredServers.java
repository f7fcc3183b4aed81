package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.embedded.EmbeddedKafka;
import io.headrace.embedded.EmbeddedPostgres;
import io.headrace.embedded.EmbeddedRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Servers that let nobody in without a password, and that speak TLS alone.
final class SecuredServers implements AutoCloseable {

    static final String PG_PASSWORD = "p&ss w/rd";
    static final String KAFKA_PASSWORD = "only-for-clients";

    private static final String STORE_PASSWORD = "of-the-store";

    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final EmbeddedKafka kafka;
    private final EmbeddedRegistry registry;
    private final GuardedRegistry guard;

    private SecuredServers(Path folder)
            throws IOException, InterruptedException, SQLException, GeneralSecurityException {
        this.folder = folder;
        makeKeys();
        Path data = folder.resolve("servers");
        this.postgres = EmbeddedPostgres.start(data);
        askForPasswords(data);
        this.kafka = EmbeddedKafka.start(data, 0, brokerSettings(), sentence -> {});
        this.registry = EmbeddedRegistry.start(data);
        this.guard = new GuardedRegistry(URI.create(registry.confluentUrl()));
    }

    static SecuredServers start(Path folder)
            throws IOException, InterruptedException, SQLException, GeneralSecurityException {
        return new SecuredServers(folder);
    }

    /// The file that Headrace is told by; its secrets lie in other files.
    Path config() throws IOException {
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("pg.properties"), "password=" + PG_PASSWORD);
        Files.writeString(
                secrets.resolve("jaas"),
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"headrace\" password=\"%s\";"
                        .formatted(KAFKA_PASSWORD));
        Files.writeString(secrets.resolve("registry"), GuardedRegistry.PASSWORD);
        return Files.writeString(folder.resolve("headrace.properties"), """
                pg-url = jdbc:postgresql://127.0.0.1:%d/%s?sslmode=verify-full&sslrootcert=%s
                pg-user = %s
                pg-password = ${file:%s/pg.properties:password}
                kafka = %s
                kafka.security.protocol = SASL_SSL
                kafka.sasl.mechanism = PLAIN
                kafka.sasl.jaas.config = ${dir:%s:jaas}
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
                        folder.resolve("server.crt"),
                        EmbeddedPostgres.NAME,
                        secrets,
                        kafka.bootstrapServers(),
                        secrets,
                        store("trust"),
                        STORE_PASSWORD,
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
            toServer(Files.readString(folder.resolve("server.crt")), cluster.resolve("server.crt"));
            toServer(privateKey(), cluster.resolve("server.key"));
            statement.execute("alter system set ssl = on");
            statement.execute("select pg_reload_conf()");
        }
    }

    private static void toServer(String text, Path file) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.setOwner(file, Files.getOwner(file.getParent()));
    }

    private String privateKey() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(store("key").toFile(), STORE_PASSWORD.toCharArray());
        Key key = keys.getKey("servers", STORE_PASSWORD.toCharArray());
        return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(key.getEncoded()));
    }

    private Map<String, String> brokerSettings() {
        return Map.ofEntries(
                Map.entry("listener.security.protocol.map", "BROKER:SASL_SSL,CONTROLLER:PLAINTEXT"),
                Map.entry("sasl.enabled.mechanisms", "PLAIN"),
                Map.entry("sasl.mechanism.inter.broker.protocol", "PLAIN"),
                Map.entry(
                        "listener.name.broker.plain.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"broker\" password=\"among-brokers\" user_broker=\"among-brokers\" user_headrace=\"%s\";"
                                .formatted(KAFKA_PASSWORD)),
                Map.entry("ssl.keystore.location", store("key").toString()),
                Map.entry("ssl.keystore.password", STORE_PASSWORD),
                Map.entry("ssl.key.password", STORE_PASSWORD),
                Map.entry("ssl.truststore.location", store("trust").toString()),
                Map.entry("ssl.truststore.password", STORE_PASSWORD));
    }

    /// One pair for both servers, and a store of whom clients trust.
    private void makeKeys() throws IOException, InterruptedException {
        String certificate = folder.resolve("server.crt").toString();
        keytool("-genkeypair -alias servers -keyalg EC -dname CN=127.0.0.1 -ext SAN=IP:127.0.0.1", "key");
        keytool("-exportcert -rfc -alias servers -file " + certificate, "key");
        keytool("-importcert -noprompt -alias servers -file " + certificate, "trust");
    }

    private Path store(String name) {
        return folder.resolve(name + ".p12");
    }

    private void keytool(String arguments, String store) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/keytool").toString());
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-keystore", store(store).toString(), "-storepass", STORE_PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
    }

    @Override
    public void close() {
        guard.close();
        registry.close();
        kafka.close();
        postgres.close();
    }
}
