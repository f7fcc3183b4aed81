package io.headrace.registry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// A schema that holds the registry's tables.
///
/// @param name lower-case letters, digits and underscores
public record RegistrySchema(String name) {

    /// The one that the views and everybody's queries are about; the migrations make it.
    public static final RegistrySchema LIVE = new RegistrySchema("headrace_registry");

    /// Where the tables are made again; it is there as long as somebody rebuilds or compares.
    public static final RegistrySchema REBUILT = new RegistrySchema("headrace_registry_rebuilt");

    /// Each is fed by one topic.
    public static final List<String> TABLES = List.of(
            "pipeline_revision",
            "model_version",
            "run_queued",
            "run_cancelled",
            "job_finished",
            "run_failure",
            "training_held",
            "expectation",
            "training_answer",
            "validation",
            "deployment",
            "pending",
            "held",
            "deployment_answer",
            "incident",
            "incident_answer",
            "source_trouble",
            "capture_answer",
            "letter_outcome",
            "letter_answer",
            "obligation",
            "withdrawal",
            "pruning");

    public RegistrySchema {
        if (!name.matches("[a-z_][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException(
                    "The schema is %s: it must be lower-case letters, digits and underscores".formatted(name));
        }
    }

    /// The name under which `headrace.progress` says how far the tables are.
    public String progress() {
        return "registry-" + name;
    }

    /// The table of this schema.
    public String table(String table) {
        return name + "." + table;
    }

    /// Makes the schema with empty tables like the live ones, in place of whatever it held.
    ///
    /// @param maker says from what it is made
    public void make(Connection tx, String maker) throws SQLException {
        drop(tx);
        try (Statement statement = tx.createStatement()) {
            statement.execute("CREATE SCHEMA " + name);
            statement.execute("COMMENT ON SCHEMA %s IS '%s'".formatted(name, maker.replace("'", "''")));
            for (String table : TABLES) {
                statement.execute("CREATE TABLE %s (LIKE %s INCLUDING ALL)".formatted(table(table), LIVE.table(table)));
            }
        }
    }

    /// Whether it is there, and made from the same.
    public boolean isMadeBy(Connection tx, String maker) throws SQLException {
        try (PreparedStatement query =
                tx.prepareStatement("SELECT obj_description(to_regnamespace(?), 'pg_namespace') = ?")) {
            query.setString(1, name);
            query.setString(2, maker);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /// Removes the schema, what it holds and its progress; nothing happens where there is none.
    public void drop(Connection tx) throws SQLException {
        if (equals(LIVE)) {
            throw new IllegalArgumentException("%s is in use: rebuild into another schema and compare".formatted(name));
        }
        try (Statement statement = tx.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS %s CASCADE".formatted(name));
        }
        try (PreparedStatement progress = tx.prepareStatement("DELETE FROM headrace.progress WHERE service = ?")) {
            progress.setString(1, progress());
            progress.executeUpdate();
        }
    }
}
