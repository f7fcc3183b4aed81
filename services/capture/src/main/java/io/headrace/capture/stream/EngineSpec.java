package io.headrace.capture.stream;

import io.headrace.capture.DatabaseAddress;
import io.headrace.capture.SourceConfig;
import io.headrace.capture.rows.TableName;
import io.headrace.schemas.RowHistory;

/// One engine: what it reads and where that goes.
///
/// @param role whether its rows are data, in cuts, or Headrace's own tables
public record EngineSpec(SourceConfig config, Role role) {

    /// What the tables of an engine are.
    public enum Role {
        /// Tables that models are trained from: cuts, read again whenever they are altered.
        DATA,
        /// `headrace.pipeline`, `.request` and `.outbox`: no cuts, read once.
        CONTROL
    }

    public static final String OUTBOX = "headrace.outbox";

    /// The source's name.
    public String source() {
        return config.name();
    }

    public DatabaseAddress database() {
        return config.database();
    }

    public String slot() {
        return config.slot();
    }

    public String publication() {
        return config.publication();
    }

    public int partitions() {
        return config.partitions();
    }

    public RowHistory history() {
        return config.history();
    }

    TableName table(String schema, String table) {
        return new TableName(source(), schema, table);
    }

    /// @param text `schema.table`
    TableName table(String text) {
        return TableName.of(source(), text);
    }

    /// The name under which the engine's state is kept and other copies of it are fenced.
    String identity() {
        return "headrace-capture-" + source();
    }

    /// Debezium's prefix for the topics of its records.
    String prefix() {
        return "cdc." + source();
    }
}
