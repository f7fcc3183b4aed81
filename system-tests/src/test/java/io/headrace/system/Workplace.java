package io.headrace.system;

import io.headrace.app.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A person's files, terminal and SQL beside a running `up` in a process of its own.
final class Workplace implements AutoCloseable {

    private final Path folder;
    private final Terminal terminal;
    private final List<String> prefix;
    private final List<String> options;
    private CommandProcess up;
    private Database database;

    private Workplace(
            Path folder,
            Terminal terminal,
            List<String> prefix,
            List<String> options,
            CommandProcess up,
            Database database) {
        this.folder = folder;
        this.terminal = terminal;
        this.prefix = prefix;
        this.options = options;
        this.up = up;
        this.database = database;
    }

    /// Starts `up` on a folder within this one.
    static Workplace open(Path folder, String... options) throws SQLException {
        return open(List.of(), folder, options);
    }

    /// The same, by way of a command that runs another one.
    static Workplace open(List<String> prefix, Path folder, String... options) throws SQLException {
        Terminal terminal = new Terminal(folder.resolve("data"));
        CommandProcess up = CommandProcess.up(prefix, terminal.data(), options);
        return new Workplace(folder, terminal, prefix, List.of(options), up, connect(terminal));
    }

    private static Database connect(Terminal terminal) throws SQLException {
        return Database.open(Environment.running(terminal.data()));
    }

    Environment environment() {
        return Environment.running(terminal.data());
    }

    Terminal terminal() {
        return terminal;
    }

    CommandProcess up() {
        return up;
    }

    Database database() {
        return database;
    }

    /// Starts `up` once more, after its process has ended.
    void startAgain() throws SQLException {
        up = CommandProcess.up(prefix, terminal.data(), options.toArray(String[]::new));
        database.close();
        database = connect(terminal);
    }

    /// Stops everything, takes away all that Kafka holds, and starts again.
    void loseKafka() throws SQLException, IOException {
        up.close();
        for (String lost : List.of("data", "cluster-id")) {
            try (Stream<Path> files =
                    Files.walk(terminal.data().resolve("kafka").resolve(lost))) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        startAgain();
    }

    /// Any file.
    Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /// The file of a pipeline on the houses in the table of the same name; it trains at every change.
    Path specification(String pipeline, String approval) throws IOException {
        return file(pipeline + ".yaml", """
                pipeline: %s
                dataset:
                  table: public.%s
                  label: price
                  features:
                    - area
                    - rooms
                    - {column: district, type: categorical, values: [north, east, south, west]}
                trainer: {kind: ridge, l2: 1}
                trigger: {changes: 1, quiet: 100ms, min-interval: 1ms}
                gates:
                  - {metric: rmse, at-most: 60000}
                rollout: {approval: %s}
                """.formatted(pipeline, pipeline, approval));
    }

    /// Makes a table of houses, and applies a pipeline of the same name to it.
    void apply(String pipeline, String approval) throws IOException {
        database.createHouses(pipeline, 300);
        String _ = terminal.apply(specification(pipeline, approval));
    }

    /// Waits for a version to be in production.
    void inProduction(String pipeline, long version) {
        String _ = database.eventually(
                "select 1 from headrace_registry.version where pipeline = ? and version = ? and state = 'IN_PRODUCTION'",
                pipeline,
                version);
    }

    /// A command in a process of its own, on the same `up`.
    CommandProcess begin(String... arguments) {
        return CommandProcess.run(folder.resolve("begun.out"), terminal.onData(arguments));
    }

    @Override
    public void close() throws SQLException {
        database.close();
        up.close();
    }
}
