package io.headrace.capture;

import io.headrace.capture.core.WalAlarm;
import io.headrace.embedded.EmbeddedKafka;
import io.headrace.embedded.Servers;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.avro.RegistryAddress;
import io.headrace.kernel.trace.Spans;
import io.headrace.schemas.RowHeaders;
import io.headrace.schemas.RowHistory;
import io.headrace.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/// Real servers and a capture on them, for tests of one thing at a time.
final class Rig implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(90);

    final Servers servers;
    final DatabaseAddress database;
    final SilentTroubles troubles = new SilentTroubles();
    final TopicReader topics;
    private final Path folder;
    private EmbeddedKafka broker;
    private @Nullable CaptureService capture;

    Rig(Path folder) throws SQLException {
        this.folder = folder;
        this.servers = Servers.start(folder);
        this.broker = servers.kafka();
        URI url = URI.create(servers.jdbcUrl().substring("jdbc:".length()));
        this.database = new DatabaseAddress(url.getHost(), url.getPort(), "headrace", "headrace", "");
        ControlTables.make(database);
        this.topics = new TopicReader(servers.bootstrapServers(), servers.registryUrl());
    }

    /// A capture that is not started.
    CaptureService capture(Troubles troubles) {
        return new CaptureService(
                new CaptureConfig(
                        KafkaAddress.at(servers.bootstrapServers()),
                        RegistryAddress.at(servers.registry().confluentUrl()),
                        database,
                        List.of(new SourceConfig(
                                "main", database, "headrace_main", "headrace", 2, RowHistory.FOR_EVER)),
                        Duration.ofMillis(2),
                        folder.resolve("spool")),
                WalAlarm.USUAL,
                troubles,
                Spans.NONE);
    }

    CaptureService start() {
        CaptureService begun = capture(troubles);
        begun.start();
        capture = begun;
        return begun;
    }

    void stop() {
        Objects.requireNonNull(capture, "nothing was started").close();
    }

    /// How often capture of a source was begun again.
    long restarts(String source) {
        return Objects.requireNonNull(capture, "nothing was started").status().stream()
                .filter(engine -> engine.source().equals(source))
                .mapToLong(engine -> engine.figures().restarts())
                .sum();
    }

    /// Whether the topic of a table of `public` holds it whole, as far as capture knows.
    boolean isWhole(String table) {
        return Objects.requireNonNull(capture, "nothing was started").status().stream()
                .flatMap(engine -> engine.state().stream())
                .anyMatch(state -> state.table("public." + table).complete());
    }

    /// Whether somebody reads from a slot.
    boolean isStreaming(String slot) {
        try {
            return ask("select active from pg_replication_slots where slot_name = '" + slot + '\'')
                    .equals("t");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void killKafka() {
        broker.kill();
    }

    void startKafka() {
        broker = EmbeddedKafka.start(folder);
    }

    /// Kafka with nothing in it, on the same port.
    void loseKafka() {
        broker.kill();
        for (String lost : List.of("data", "cluster-id")) {
            delete(folder.resolve("kafka").resolve(lost));
        }
        broker = EmbeddedKafka.start(folder);
    }

    private static void delete(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void sql(String sql) throws SQLException {
        ControlTables.run(database, sql);
    }

    /// The first column of the first row.
    String ask(String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    /// Drops a slot that is in use.
    void drop(String slot) throws SQLException {
        sql("""
                do $$ begin
                    while exists (select from pg_replication_slots where slot_name = '%1$s') loop
                        perform pg_terminate_backend(active_pid, 5000) from pg_replication_slots
                        where slot_name = '%1$s' and active_pid is not null;
                        begin
                            perform pg_drop_replication_slot('%1$s');
                        exception when object_in_use then null;
                        end;
                    end loop;
                end $$;
                """.formatted(slot));
    }

    /// Asks for another read; the request's id.
    String reread(String source, @Nullable String table) throws SQLException {
        return ask("insert into headrace.request (kind, source, source_table) values ('reread', '%s', %s) returning id"
                .formatted(source, table == null ? "null" : '\'' + table + '\''));
    }

    /// A request that is none of capture's; its id.
    String request() throws SQLException {
        return ask("insert into headrace.request (kind, pipeline) values ('retrain', 'p') returning id");
    }

    /// Waits for the one answer to a request.
    void awaitAnswer(String request) {
        String answers = "select count(*) from headrace.outbox where type = 'RequestAnswered' and causation = '%s'"
                .formatted(request);
        await("the answer to " + request, () -> {
            try {
                return ask(answers).equals("1");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(what + " did not come within " + LIMIT);
            }
            LockSupport.parkNanos(10_000_000L);
        }
    }

    /// Waits until the last generation in the topic is what the table holds; fails with the difference.
    void awaitSame(String table) throws SQLException {
        Map<String, Map<String, String>> wanted = rows(table);
        Map<Integer, Map<String, Map<String, String>>> found = new HashMap<>();
        Map<Integer, Boolean> whole = new HashMap<>();
        try {
            topics.until(List.of(Topics.rows("main", "public", table)), LIMIT, all -> {
                found.clear();
                whole.clear();
                all.forEach(message -> fold(message, found, whole));
                return !whole.containsValue(false) && joined(found).equals(wanted);
            });
        } catch (AssertionError e) {
            throw new AssertionError("topic: %s%ntable: %s%n%s".formatted(joined(found), wanted, troubles.said), e);
        }
    }

    private static Map<String, Map<String, String>> joined(Map<Integer, Map<String, Map<String, String>>> found) {
        Map<String, Map<String, String>> all = new TreeMap<>();
        found.values().forEach(all::putAll);
        return all;
    }

    private static void fold(
            TopicReader.Message message,
            Map<Integer, Map<String, Map<String, String>>> found,
            Map<Integer, Boolean> whole) {
        int partition = message.raw().partition();
        Map<String, Map<String, String>> rows = found.computeIfAbsent(partition, p -> new TreeMap<>());
        if (message.has(RowHeaders.RESET)) {
            rows.clear();
            whole.put(partition, false);
        } else if (message.has(RowHeaders.COMPLETE)) {
            whole.put(partition, true);
        } else if (message.isTombstone() || message.op().equals("d")) {
            rows.remove(String.valueOf(message.keyed("id")));
        } else {
            rows.put(String.valueOf(message.keyed("id")), texts(message.row("after")));
        }
    }

    private static Map<String, String> texts(GenericRecord row) {
        Map<String, String> texts = new TreeMap<>();
        for (Schema.Field field : row.getSchema().getFields()) {
            String column = field.getProp("column");
            texts.put(column == null ? field.name() : column, String.valueOf(row.get(field.pos())));
        }
        return texts;
    }

    /// The table as text, with numbers as Java prints them.
    private Map<String, Map<String, String>> rows(String table) throws SQLException {
        Map<String, Map<String, String>> rows = new TreeMap<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select * from public.\"" + table + '"')) {
            while (row.next()) {
                Map<String, String> texts = new TreeMap<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    String type = row.getMetaData().getColumnTypeName(i);
                    texts.put(row.getMetaData().getColumnName(i), text(row, i, type));
                }
                texts.keySet().removeIf(name -> name.startsWith("unreadable"));
                rows.put(row.getString("id"), texts);
            }
        }
        return rows;
    }

    private static String text(ResultSet row, int column, String type) throws SQLException {
        String value = row.getString(column);
        if (value == null) {
            return "null";
        }
        return switch (type) {
            case "float4" -> String.valueOf(Float.parseFloat(value));
            case "float8" -> String.valueOf(Double.parseDouble(value));
            case "bool" -> value.equals("t") ? "true" : "false";
            default -> value;
        };
    }

    @Override
    public void close() {
        if (capture != null) {
            capture.close();
        }
        broker.close();
        servers.close();
    }
}
