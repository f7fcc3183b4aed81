package io.headrace.capture.stream;

import io.headrace.capture.core.ChangeKind;
import io.headrace.capture.rows.Origin;
import io.headrace.capture.rows.SchemaIds;
import io.headrace.capture.rows.TableName;
import java.util.IdentityHashMap;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/// Debezium's envelopes → entries.
final class ChangeReader {

    private final EngineSpec spec;
    private final SchemaIds ids;
    private final LargeRows large;
    private final IdentityHashMap<Schema, StreamTable> tables = new IdentityHashMap<>();

    ChangeReader(EngineSpec spec, SchemaIds ids, LargeRows large) {
        this.spec = spec;
        this.ids = ids;
        this.large = large;
    }

    /// What a record says to the transaction; null where it says nothing (a heartbeat, a logical message, a
    /// change of a table without a key).
    @Nullable
    Change read(SourceRecord record) {
        if (record.value() instanceof byte[] || record.value() instanceof java.nio.ByteBuffer) {
            return new Change(OutboxEvents.event(record), null, null, null, 0);
        }
        if (!(record.value() instanceof Struct envelope) || envelope.schema().field("op") == null) {
            return null;
        }
        String op = envelope.getString("op");
        Struct source = envelope.getStruct("source");
        if (op.equals("m")) {
            return null;
        }
        long micros = source.getInt64("ts_us");
        if (op.equals("t")) {
            String table = source.getString("schema") + '.' + source.getString("table");
            return new Change(new Entry.Truncate(table), null, ChangeKind.TRUNCATE, null, micros);
        }
        return record.keySchema() == null ? null : row(record, envelope, op, micros);
    }

    /// @param tombstone of a deleted row: what its topic may be compacted to
    /// @param kind null for a decision
    /// @param table null for what is no row
    record Change(
            Entry entry,
            @Nullable Entry tombstone,
            @Nullable ChangeKind kind,
            @Nullable StreamTable table,
            long micros) {}

    private Change row(SourceRecord record, Struct envelope, String op, long micros) {
        Struct source = envelope.getStruct("source");
        StreamTable table = tables.get(record.valueSchema());
        if (table == null) {
            TableName name = spec.table(source.getString("schema"), source.getString("table"));
            Schema row = record.valueSchema().field("after").schema();
            table = StreamTable.of(name, row, record.keySchema(), spec.partitions(), ids);
            tables.put(record.valueSchema(), table);
        }
        @Nullable Object @Nullable [] before = table.values(envelope.getStruct("before"));
        @Nullable Object @Nullable [] after = table.values(envelope.getStruct("after"));
        @Nullable Object @Nullable [] keyed = after == null ? before : after;
        if (keyed == null) {
            throw new IllegalStateException("A change of %s has neither before nor after"
                    .formatted(table.name().text()));
        }
        Long xid = source.getInt64("txId");
        Long lsn = source.getInt64("lsn");
        Origin at = new Origin(micros, xid == null ? 0 : xid, lsn == null ? 0 : lsn);
        byte[] bytes = large.envelope(table, before, after, op, at);
        byte[] value = bytes == null ? table.encoder().envelope(null, null, "d", at) : bytes;
        String name = table.name().text();
        int partition = table.encoder().partition(keyed);
        byte[] key = table.encoder().key(keyed);
        boolean isGone = (after == null || bytes == null) && spec.role() == EngineSpec.Role.DATA;
        return new Change(
                new Entry.Row(name, partition, key, value),
                isGone ? new Entry.Row(name, partition, key, null) : null,
                ChangeKind.of(op),
                table,
                micros);
    }
}
