package io.headrace.capture.stream;

import io.headrace.simulation.source.Shape;
import io.headrace.simulation.source.WalChange;
import io.headrace.simulation.source.WalChange.Changed;
import io.headrace.simulation.source.WalChange.Decided;
import io.headrace.simulation.source.WalChange.Truncated;
import io.headrace.simulation.source.WalTransaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/// Transactions as Debezium hands them to capture: BEGIN, a record for each change, END.
final class DebeziumRecords {

    private static final Schema MARKER = SchemaBuilder.struct()
            .field("status", Schema.STRING_SCHEMA)
            .field("id", Schema.STRING_SCHEMA)
            .build();

    private static final Schema SOURCE = SchemaBuilder.struct()
            .field("schema", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .field("ts_us", Schema.INT64_SCHEMA)
            .field("txId", Schema.OPTIONAL_INT64_SCHEMA)
            .field("lsn", Schema.OPTIONAL_INT64_SCHEMA)
            .build();

    private static final Schema TRUNCATION = SchemaBuilder.struct()
            .field("op", Schema.STRING_SCHEMA)
            .field("source", SOURCE)
            .build();

    private final Map<String, TableSchemas> tables = new HashMap<>();

    DebeziumRecords(List<Shape> shapes) {
        shapes.forEach(shape -> tables.put(shape.name(), TableSchemas.of(shape)));
    }

    private record TableSchemas(Shape shape, Schema key, Schema row, Schema envelope) {

        static TableSchemas of(Shape shape) {
            SchemaBuilder key = SchemaBuilder.struct();
            SchemaBuilder row = SchemaBuilder.struct().optional();
            for (Shape.Column column : shape.columns()) {
                row.field(column.name(), type(column.type()).optional().build());
                if (column.isKey()) {
                    key.field(column.name(), type(column.type()).build());
                }
            }
            Schema built = row.build();
            Schema envelope = SchemaBuilder.struct()
                    .field("op", Schema.STRING_SCHEMA)
                    .field("source", SOURCE)
                    .field("before", built)
                    .field("after", built)
                    .build();
            return new TableSchemas(shape, key.build(), built, envelope);
        }

        private static SchemaBuilder type(Shape.Type type) {
            return switch (type) {
                case INT -> SchemaBuilder.int32();
                case LONG -> SchemaBuilder.int64();
                case DOUBLE -> SchemaBuilder.float64();
                case BOOLEAN -> SchemaBuilder.bool();
                case TEXT -> SchemaBuilder.string();
            };
        }

        @Nullable
        Struct row(@Nullable Map<String, @Nullable Object> values) {
            if (values == null) {
                return null;
            }
            Struct struct = new Struct(row);
            shape.columns().forEach(column -> struct.put(column.name(), values.get(column.name())));
            return struct;
        }
    }

    /// The records of a transaction.
    ///
    /// @param commitBefore LSN of the commit before it, which all but its END carry
    List<SourceRecord> of(WalTransaction transaction, long commitBefore) {
        List<SourceRecord> records = new ArrayList<>();
        records.add(marker("BEGIN", transaction, commitBefore));
        for (WalChange change : transaction.changes()) {
            records.add(
                    switch (change) {
                        case Changed row -> row(row, transaction);
                        case Truncated truncated -> truncation(truncated, transaction);
                        case Decided decided -> decision(decided);
                    });
        }
        records.add(marker("END", transaction, transaction.commitLsn()));
        return records;
    }

    private static SourceRecord marker(String status, WalTransaction transaction, long commit) {
        Struct marker =
                new Struct(MARKER).put("status", status).put("id", transaction.xid() + ":" + transaction.commitLsn());
        return new SourceRecord(Map.of(), Map.of("lsn_commit", commit), "transaction", MARKER, marker);
    }

    private SourceRecord row(Changed change, WalTransaction transaction) {
        TableSchemas schemas = Objects.requireNonNull(tables.get(change.table()), change.table());
        Map<String, @Nullable Object> keyed =
                change.after() == null ? Objects.requireNonNull(change.before()) : change.after();
        Struct key = new Struct(schemas.key());
        schemas.key().fields().forEach(field -> key.put(field, keyed.get(field.name())));
        Struct envelope = new Struct(schemas.envelope())
                .put("op", change.operation())
                .put("source", source(change.table(), transaction, change.lsn()))
                .put("before", schemas.row(change.before()))
                .put("after", schemas.row(change.after()));
        return new SourceRecord(Map.of(), Map.of(), change.table(), schemas.key(), key, schemas.envelope(), envelope);
    }

    private static SourceRecord truncation(Truncated truncated, WalTransaction transaction) {
        Struct envelope = new Struct(TRUNCATION)
                .put("op", "t")
                .put("source", source(truncated.table(), transaction, transaction.commitLsn()));
        return new SourceRecord(Map.of(), Map.of(), truncated.table(), TRUNCATION, envelope);
    }

    private static Struct source(String table, WalTransaction transaction, long lsn) {
        int dot = table.indexOf('.');
        return new Struct(SOURCE)
                .put("schema", table.substring(0, dot))
                .put("table", table.substring(dot + 1))
                .put("ts_us", transaction.micros())
                .put("txId", transaction.xid())
                .put("lsn", lsn);
    }

    /// As the Event Router leaves it.
    private static SourceRecord decision(Decided decided) {
        ConnectHeaders headers = new ConnectHeaders();
        decided.columns().forEach((name, value) -> {
            if (value != null && !name.equals("payload") && !name.equals("aggregateid")) {
                headers.addString(name, value.toString());
            }
        });
        Map<String, @Nullable Object> columns = decided.columns();
        return new SourceRecord(
                Map.of(),
                Map.of(),
                "outbox",
                null,
                Schema.STRING_SCHEMA,
                columns.get("aggregateid"),
                Schema.BYTES_SCHEMA,
                columns.get("payload"),
                0L,
                headers);
    }
}
