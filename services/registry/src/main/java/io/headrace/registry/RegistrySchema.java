package io.headrace.registry;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// A schema that holds the registry's tables.
///
/// @param name lower-case letters, digits and underscores
public record RegistrySchema(String name) {

    /// The one that the views and everybody's queries are about; the migrations make it.
    public static final RegistrySchema LIVE = new RegistrySchema("headrace_registry");

    /// Each is fed by one topic.
    public static final List<String> TABLES = List.of(
            "pipeline_revision",
            "model_version",
            "run_failure",
            "training_held",
            "training_answer",
            "validation",
            "deployment",
            "pending",
            "held",
            "deployment_answer",
            "incident",
            "incident_answer",
            "source_trouble");

    public RegistrySchema {
        if (!name.matches("[a-z_][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException(
                    "The schema is %s: it must be lower-case letters, digits and underscores".formatted(name));
        }
    }

    /// Makes the schema with empty tables like the live ones, in place of whatever it held.
    void make(Connection tx) throws SQLException {
        if (equals(LIVE)) {
            throw new IllegalArgumentException("%s is in use: rebuild into another schema and compare".formatted(name));
        }
        try (Statement statement = tx.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS %s CASCADE".formatted(name));
            statement.execute("CREATE SCHEMA " + name);
            for (String table : TABLES) {
                statement.execute(
                        "CREATE TABLE %s.%s (LIKE %s.%s INCLUDING ALL)".formatted(name, table, LIVE.name(), table));
            }
        }
    }

    String qualified(Collection<String> tables) {
        return tables.stream().map(table -> name + "." + table).collect(Collectors.joining(", "));
    }
}
