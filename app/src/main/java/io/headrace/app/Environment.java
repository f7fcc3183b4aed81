package io.headrace.app;

import io.headrace.capture.SourceConfig;
import io.headrace.embedded.EmbeddedPostgres;
import io.headrace.embedded.ProcessMark;
import io.headrace.embedded.Servers;
import io.headrace.kernel.Installation;
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
import java.util.Optional;
import java.util.Properties;

/// How to reach a running `up`.
///
/// @param data its data folder
/// @param pgUrl PostgreSQL for JDBC, user included
/// @param psqlUrl PostgreSQL for psql and for drivers of other languages
/// @param kafka Kafka's bootstrap servers
/// @param registry the schema registry, for Apicurio's serdes
/// @param registryCompat the schema registry, for Confluent's clients
public record Environment(
        Path data, String pgUrl, String psqlUrl, String kafka, String registry, String registryCompat) {

    /// The name of the one source of `up`.
    public static final String SOURCE = "main";

    public static Environment of(Path data, Servers servers) {
        return new Environment(
                data,
                servers.jdbcUrl(),
                servers.postgres().url(),
                servers.bootstrapServers(),
                servers.registryUrl(),
                servers.registry().confluentUrl());
    }

    /// The installation of a data folder whose `up` is ready; a [CommandFailure] where none is.
    public static Environment running(Path data) {
        Optional<ProcessHandle> up = process(data);
        if (up.isEmpty()) {
            throw CommandFailure.failed("no `headrace up` is running on %s: start one with `./headrace up --data %s`"
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
        return new Environment(
                data,
                read.getProperty("HEADRACE_PG_URL"),
                read.getProperty("HEADRACE_PSQL"),
                read.getProperty("HEADRACE_KAFKA"),
                read.getProperty("HEADRACE_REGISTRY"),
                read.getProperty("HEADRACE_REGISTRY_COMPAT"));
    }

    /// Its variables, in the order to show them in.
    public Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("HEADRACE_PG_URL", pgUrl);
        variables.put("HEADRACE_PSQL", psqlUrl);
        variables.put("HEADRACE_KAFKA", kafka);
        variables.put("HEADRACE_REGISTRY", registry);
        variables.put("HEADRACE_REGISTRY_COMPAT", registryCompat);
        variables.put("HEADRACE_DATA", data.toString());
        variables.put("HEADRACE_ROW_HISTORY", rowHistory().toString());
        return variables;
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
        return new Installation(kafka, URI.create(registryCompat), database(pgUrl), data.resolve("services"), "up");
    }

    /// The one source: people's tables, in Headrace's own database.
    public SourceConfig source() {
        URI url = URI.create(pgUrl.substring("jdbc:".length()));
        return SourceConfig.of(
                        SOURCE,
                        new io.headrace.capture.DatabaseAddress(
                                url.getHost(), url.getPort(), EmbeddedPostgres.NAME, EmbeddedPostgres.NAME, ""))
                .with(rowHistory());
    }

    /// How long the row topics of the source keep rows.
    public RowHistory rowHistory() {
        try {
            Path file = historyFile(data);
            return Files.exists(file) ? RowHistory.parse(Files.readString(file).strip()) : RowHistory.FOR_EVER;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Headrace's own database, which is also the one source of `up`.
    public static DatabaseAddress database(String jdbcUrl) {
        return new DatabaseAddress(jdbcUrl, EmbeddedPostgres.NAME, "");
    }

    /// Has the next look at [#rowHistory] find this one.
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
