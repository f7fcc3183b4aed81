package io.headrace.app;

import io.headrace.capture.CaptureConfig;
import io.headrace.embedded.ProcessMark;
import io.headrace.embedded.Servers;
import io.headrace.kernel.Installation;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.avro.RegistryAddress;
import io.headrace.pipelines.core.reading.SourceNames;
import io.headrace.schemas.RowHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/// Where an installation is: a running `up`, or servers of somebody's own.
///
/// @param data its data folder
/// @param database Headrace's own
/// @param registry the schema registry
/// @param sources what is captured, one at least
/// @param seat where and under which name services run
public record Environment(
        Path data,
        PostgresUrl database,
        KafkaAddress kafka,
        RegistryAddress registry,
        List<Source> sources,
        Seat seat) {

    /// The name of the source of an `up`.
    public static final String SOURCE = SourceNames.MAIN;

    public Environment {
        sources = List.copyOf(sources);
    }

    /// What tells the copies of a service apart.
    ///
    /// @param files where services keep theirs
    /// @param instance unique among the running copies of a service, and the same after a restart
    public record Seat(Path files, String instance) {}

    /// Names the folder of the `up` whose variables a shell holds: they are then not settings of servers of one's own.
    static final String UP_VARIABLE = "HEADRACE_UP";

    /// What an `up` calls its copy of each service.
    public static final String UP = "up";
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
        PostgresUrl database = new PostgresUrl(pgUrl);
        return new Environment(
                data,
                database,
                KafkaAddress.at(kafka),
                RegistryAddress.at(registry),
                List.of(new Source(SOURCE, database, 1, remembered(data))),
                new Seat(data.resolve("services"), UP));
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
        variables.put("HEADRACE_PG_URL", pgUrl());
        variables.put("HEADRACE_PSQL", psqlUrl());
        variables.put("HEADRACE_KAFKA", kafka.bootstrap());
        variables.put("HEADRACE_TOPIC_PREFIX", kafka.prefix());
        variables.put("HEADRACE_REGISTRY", registry.toString().replace(COMPATIBLE, NATIVE));
        variables.put("HEADRACE_REGISTRY_COMPAT", registry.toString());
        variables.put(UP_VARIABLE, data.toString());
        variables.put("HEADRACE_ROW_HISTORY", sources.getFirst().history().toString());
        return variables;
    }

    /// PostgreSQL for JDBC, user and password included.
    public String pgUrl() {
        return database.jdbc();
    }

    /// PostgreSQL for psql and for drivers of other languages, without a password.
    public String psqlUrl() {
        return database.psql();
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
        return new Installation(kafka, registry, database.address(), seat.files(), seat.instance());
    }

    /// What capture reads Headrace's own database through: a slot for its own tables, and one for each source in it.
    public List<String> ownSlots() {
        return Stream.concat(
                        Stream.of(CaptureConfig.CONTROL_SLOT),
                        sources.stream()
                                .filter(this::isInside)
                                .map(source -> source.capture().slot()))
                .toList();
    }

    /// Whether a source lies in Headrace's own database.
    public boolean isInside(Source source) {
        return source.database().place().equals(database.place());
    }

    /// The names of what is captured.
    public SourceNames sourceNames() {
        return new SourceNames(sources.stream().map(Source::name).toList());
    }

    /// The source that is meant where none is named; a [CommandFailure] where that is not clear.
    public Source byDefault() {
        return source(sourceNames()
                .byDefault()
                .orElseThrow(() -> CommandFailure.badInput("name a source, one of " + sourceNames())));
    }

    /// A source by its name; a [CommandFailure] names those there are.
    public Source source(String name) {
        return sources.stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow(() -> CommandFailure.badInput("there is no source %s; there %s %s"
                        .formatted(name, sources.size() == 1 ? "is" : "are", sourceNames())));
    }

    /// The same with another row history of every source.
    public Environment with(RowHistory other) {
        List<Source> remade = sources.stream().map(source -> source.with(other)).toList();
        return new Environment(data, database, kafka, registry, remade, seat);
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
