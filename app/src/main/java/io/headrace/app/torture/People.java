package io.headrace.app.torture;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/// Asks for things: some are refused, and all are answered.
final class People extends Visitor {

    private static final List<String> REQUESTS = List.of(
            "insert into headrace.request (kind, pipeline) values ('retrain', ?)",
            "insert into headrace.request (kind, pipeline) values ('resume', ?)",
            "insert into headrace.request (kind, pipeline) values ('approve', ?)",
            "insert into headrace.request (kind, pipeline, reason) values ('reject', ?, 'so it came')",
            """
            insert into headrace.request (kind, pipeline, version)
            select 'rollback', pipeline, version from headrace_registry.deployment where pipeline = ?
            order by random() limit 1
            """);

    People(String url, Random random) {
        super(url, random, Duration.ofMillis(500), Duration.ofSeconds(4));
    }

    @Override
    void visit(Connection connection) throws SQLException {
        String table = Tables.TRAINED.get(random.nextInt(Tables.TRAINED.size()));
        try (PreparedStatement statement = connection.prepareStatement(REQUESTS.get(random.nextInt(REQUESTS.size())))) {
            statement.setString(1, table);
            statement.execute();
        }
    }

    /// Asks every decider for one last thing, behind everything that came before.
    static void haveTheLastWord(Connection connection) throws SQLException {
        for (String table : Tables.TRAINED) {
            apply(connection, table, 2);
            for (String kind : List.of("retrain", "resume")) {
                try (PreparedStatement statement =
                        connection.prepareStatement("insert into headrace.request (kind, pipeline) values (?, ?)")) {
                    statement.setString(1, kind);
                    statement.setString(2, table);
                    statement.execute();
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into headrace.request (kind, incident) values ('acknowledge', 'none/at-all')");
        }
    }

    /// Writes the pipeline of a table.
    static void apply(Connection connection, String table, int l2) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into headrace.pipeline (name, spec) values (?, ?::jsonb)
                on conflict (name) do update set spec = excluded.spec
                """)) {
            statement.setString(1, table);
            statement.setString(2, Tables.pipeline(table, l2));
            statement.execute();
        }
    }
}
