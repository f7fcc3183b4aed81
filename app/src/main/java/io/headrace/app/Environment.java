package io.headrace.app;

import io.headrace.capture.SourceConfig;
import io.headrace.embedded.ProcessMark;
import io.headrace.embedded.Servers;
import io.headrace.kernel.Installation;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.database.DatabaseAddress;
import io.headrace.schemas.RowHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.postgresql.Driver;

/// Where an installation is: a running `up`, or servers of somebody's own.
///
/// @param data its data folder
/// @param pgUrl PostgreSQL for JDBC, user and password included
/// @param registry the schema registry, for Confluent's clients
/// @param rowHistory how long the row topics of the source keep rows
/// @param files where services keep theirs
/// @param instance unique among the running copies of a service
public record Environment(
        Path data, String pgUrl, KafkaAddress kafka, URI registry, RowHistory rowHistory, Path files, String instance) {

    /// The name of the one source.
    public static final String SOURCE = "main";

    private static final String UP = "up";
    private static final String COMPATIBLE = "/apis/ccompat/v7";
    private static final String NATIVE = "/apis/registry/v3";

    /// The `up` of a data folder.
    public static Environment of(Path data, Servers servers) {
        return of(
                data,
                servers.jdbcUrl(),
                servers.bootstrapServers(),
                servers.registry().confluentUrl());
    }

    /// The same, with servers by their addresses.
    public static Environment of(Path data, String pgUrl, String kafka, String registry) {
        return new Environment(
                data,
                pgUrl,
                KafkaAddress.at(kafka),
                URI.create(registry),
                remembered(data),
                data.resolve("services"),
                UP);
    }

    /// The installation of a data folder whose `up` is ready; a [CommandFailure] where none is.
    public static Environment running(Path data) {
        Optional<ProcessHandle> up = process(data);
        if (up.isEmpty()) {
            throw CommandFailure.failed(
                    "no `headrace up` is running on %s: start one with `./headrace up --data %s`, or name servers of your own with --config or HEADRACE_PG_URL"
                            .formatted(data, data));
        }
        if (!Files.exists(envFile(data))) {
            throw CommandFailure.failed("`headrace up` on %s (process %d) is not ready yet: try again in some seconds"
                    .formatted(data, up.get().pid()));
        }
        return read(data);
    }

    /// The process of the `up` of a data folder, ready or not; empty where none runs.
    public static Optional<ProcessHandle> process(Path data) {
        return ProcessMark.read(pidFile(data)).flatMap(ProcessMark::alive);
    }

    private static Environment read(Path data) {
        Properties read = new Properties();
        try {
            for (String line : Files.readAllLines(envFile(data))) {
                String[] parts = line.replaceFirst("^export ", "").split("=", 2);
                read.setProperty(
                        parts[0], parts[1].substring(1, parts[1].length() - 1).replace("'\\''", "'"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(
                data,
                read.getProperty("HEADRACE_PG_URL"),
                read.getProperty("HEADRACE_KAFKA"),
                read.getProperty("HEADRACE_REGISTRY_COMPAT"));
    }

    /// The variables of an `up`, in the order to show them in.
    public Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("HEADRACE_PG_URL", pgUrl);
        variables.put("HEADRACE_PSQL", psqlUrl());
        variables.put("HEADRACE_KAFKA", kafka.bootstrap());
        variables.put("HEADRACE_REGISTRY", registry.toString().replace(COMPATIBLE, NATIVE));
        variables.put("HEADRACE_REGISTRY_COMPAT", registry.toString());
        variables.put("HEADRACE_DATA", data.toString());
        variables.put("HEADRACE_ROW_HISTORY", rowHistory.toString());
        return variables;
    }

    /// PostgreSQL for psql and for drivers of other languages, without a password.
    public String psqlUrl() {
        Properties parts = parts();
        return "postgresql://%s@%s:%s/%s"
                .formatted(
                        parts.getProperty("user"),
                        parts.getProperty("PGHOST"),
                        parts.getProperty("PGPORT"),
                        parts.getProperty("PGDBNAME"));
    }

    /// Its variables as lines for a shell to evaluate.
    public List<String> exports() {
        return variables().entrySet().stream()
                .map(variable -> "export %s='%s'"
                        .formatted(variable.getKey(), variable.getValue().replace("'", "'\\''")))
                .toList();
    }

    /// Says to other commands that `up` is ready.
    public void publish() {
        try {
            Path aside = data.resolve("env.new");
            Files.write(aside, exports());
            Files.move(aside, envFile(data), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What services are started with.
    public Installation installation() {
        return new Installation(kafka, registry, database(pgUrl), files, instance);
    }

    /// The one source: people's tables, in Headrace's own database.
    public SourceConfig source() {
        Properties parts = parts();
        return SourceConfig.of(
                        SOURCE,
                        new io.headrace.capture.DatabaseAddress(
                                parts.getProperty("PGHOST"),
                                Integer.parseInt(parts.getProperty("PGPORT")),
                                parts.getProperty("PGDBNAME"),
                                parts.getProperty("user"),
                                parts.getProperty("password", ""),
                                tls(parts)))
                .with(rowHistory);
    }

    private static Map<String, String> tls(Properties parts) {
        return parts.stringPropertyNames().stream()
                .filter(name -> name.startsWith("ssl"))
                .collect(Collectors.toMap(name -> name, parts::getProperty));
    }

    /// The same with another row history.
    public Environment with(RowHistory other) {
        return new Environment(data, pgUrl, kafka, registry, other, files, instance);
    }

    /// Headrace's own database, which is also the one source.
    public static DatabaseAddress database(String pgUrl) {
        Properties parts = parts(pgUrl);
        return new DatabaseAddress(pgUrl, parts.getProperty("user"), parts.getProperty("password", ""));
    }

    private Properties parts() {
        return parts(pgUrl);
    }

    private static Properties parts(String pgUrl) {
        return Objects.requireNonNull(Driver.parseURL(pgUrl, new Properties()), "a URL of PostgreSQL");
    }

    private static RowHistory remembered(Path data) {
        try {
            Path file = historyFile(data);
            return Files.exists(file) ? RowHistory.parse(Files.readString(file).strip()) : RowHistory.FOR_EVER;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Without passwords, so that it may be logged.
    @Override
    public String toString() {
        return "%s, %s, %s".formatted(psqlUrl(), kafka, registry);
    }

    /// Has the next `up` of the folder, and its commands, find this one.
    public static void remember(Path data, RowHistory history) {
        try {
            Files.writeString(historyFile(data), history.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path historyFile(Path data) {
        return data.resolve("row-history");
    }

    /// The file that exists while `up` is ready.
    public static Path envFile(Path data) {
        return data.resolve("env");
    }

    /// The file that names the process of `up`.
    public static Path pidFile(Path data) {
        return data.resolve("up.pid");
    }
}
