package io.headrace.simulation.source;

import static io.headrace.simulation.source.Shape.column;
import static io.headrace.simulation.source.Shape.key;

import io.headrace.capture.core.Snapshot;
import io.headrace.registry.RegistrySchema;
import io.headrace.simulation.Clock;
import io.headrace.simulation.source.WalChange.Changed;
import io.headrace.simulation.source.WalChange.Decided;
import io.headrace.simulation.store.Store;
import io.headrace.simulation.store.Store.Written;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Headrace's own database: the services' tables, and of three of them a WAL.
public final class ControlDatabase implements Captured {

    private static final String OUTBOX = "headrace.outbox";
    private static final Shape PIPELINES = new Shape(
            "headrace",
            "pipeline",
            List.of(
                    key("name", Shape.Type.TEXT),
                    column("spec", Shape.Type.TEXT),
                    column("author", Shape.Type.TEXT),
                    column("written_at", Shape.Type.TEXT)),
            true);
    private static final Shape REQUESTS = new Shape(
            "headrace",
            "request",
            List.of(
                    key("id", Shape.Type.TEXT),
                    column("kind", Shape.Type.TEXT),
                    column("pipeline", Shape.Type.TEXT),
                    column("version", Shape.Type.LONG),
                    column("incident", Shape.Type.TEXT),
                    column("reason", Shape.Type.TEXT),
                    column("asked_by", Shape.Type.TEXT),
                    column("asked_at", Shape.Type.TEXT)),
            true);

    private final Clock clock;
    private final Wal wal = new Wal();
    private final Store store = new Store(this::committed);
    private final List<List<Written>> commits = new ArrayList<>();
    private long nextXid = 900;

    public ControlDatabase(Clock clock) {
        this.clock = clock;
        store.create(
                OUTBOX,
                Map.of(
                        "outbox_pkey", List.of("id"),
                        "outbox_sequence", List.of("aggregatetype", "aggregateid", "sequence")));
        table("headrace.progress", "service", "topic_id", "partition");
        table("headrace.state", "service", "aggregate_id");
        table("headrace.dataset_version", "pipeline", "revision", "cut_number");
        table("headrace.model_coefficients", "pipeline", "version");
        table("headrace.artifact", "pipeline", "sha256", "chunk");
        table("headrace.artifact_version", "pipeline", "version");
        table("headrace.model", "pipeline", "version");
        table(PIPELINES.name(), "name");
        table(REQUESTS.name(), "id");
        for (RegistrySchema schema : List.of(RegistrySchema.LIVE, RegistrySchema.REBUILT)) {
            RegistrySchema.TABLES.forEach(name -> table(schema.table(name), "event_id"));
        }
    }

    public Store store() {
        return store;
    }

    /// What each transaction wrote, in the order of their commits.
    public List<List<Written>> commits() {
        return commits;
    }

    @Override
    public Wal wal() {
        return wal;
    }

    @Override
    public List<Shape> tables() {
        return List.of(PIPELINES, REQUESTS);
    }

    @Override
    public String fingerprint(String table) {
        return "";
    }

    @Override
    public Set<Long> running() {
        return Set.of();
    }

    @Override
    public Seen look(String table) {
        return new Seen(new Snapshot(nextXid, nextXid, Set.of()), wal.end(), clock.micros(), store.rows(table));
    }

    private void table(String name, String... key) {
        store.create(name, Map.of(name.substring(name.indexOf('.') + 1) + "_pkey", List.of(key)));
    }

    private void committed(List<Written> written) {
        commits.add(written);
        long xid = nextXid++;
        List<WalChange> changes = new ArrayList<>();
        for (Written one : written) {
            @Nullable Map<String, @Nullable Object> after = one.after();
            if (one.table().equals(OUTBOX) && after != null) {
                changes.add(new Decided(OUTBOX, after));
            } else if (tables().stream().anyMatch(shape -> shape.name().equals(one.table()))) {
                String operation = one.before() == null ? "c" : after == null ? "d" : "u";
                changes.add(new Changed(one.table(), operation, copy(one.before()), copy(after), wal.next()));
            }
        }
        if (!changes.isEmpty()) {
            wal.append(new WalTransaction(xid, wal.next(), clock.micros(), changes));
        }
    }

    private static @Nullable Map<String, @Nullable Object> copy(@Nullable Map<String, @Nullable Object> row) {
        return row == null ? null : new LinkedHashMap<>(row);
    }
}
