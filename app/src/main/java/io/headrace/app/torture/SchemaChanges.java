package io.headrace.app.torture;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// Alters tables under their writers: columns that no pipeline knows come, change their type and go.
final class SchemaChanges extends Visitor {

    private static final int TYPES = 3;

    private final AtomicInteger done = new AtomicInteger();
    private int made;
    private int dropped;

    SchemaChanges(String url, Random random) {
        super(url, random, Duration.ofSeconds(10), Duration.ofSeconds(40));
    }

    /// How many tables were altered.
    int done() {
        return done.get();
    }

    @Override
    void visit(Connection connection) throws SQLException {
        String table = Tables.TRAINED.get(made % Tables.TRAINED.size());
        try (Statement statement = connection.createStatement()) {
            // A lock that is waited for stops every writer behind it.
            statement.execute("set lock_timeout = '3s'");
            switch (random.nextInt(TYPES)) {
                case 0 -> {
                    dropped++;
                    statement.execute(every("alter table %s drop column if exists extra_" + dropped));
                }
                case 1 ->
                    statement.execute("alter table %s alter column price type numeric(%d, 2)"
                            .formatted(table, 20 + random.nextInt(10)));
                default -> {
                    made++;
                    statement.execute("alter table %s add column extra_%d int default %d".formatted(table, made, made));
                }
            }
            done.incrementAndGet();
        }
    }

    private static String every(String statement) {
        StringBuilder all = new StringBuilder();
        Tables.TRAINED.forEach(table -> all.append(statement.formatted(table)).append("; "));
        return all.toString();
    }
}
