package io.headrace.registry;

import io.headrace.kernel.projector.Projection;
import io.headrace.kernel.stream.Received;
import io.headrace.kernel.stream.Received.ChangedRow;
import io.headrace.kernel.stream.Received.Event;
import io.headrace.kernel.stream.Received.Keyed;
import io.headrace.kernel.topics.TopicSpec;
import io.headrace.registry.fold.ChangeWriter;
import io.headrace.registry.fold.EventHead;
import io.headrace.registry.fold.EventRows;
import io.headrace.schemas.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The registry's tables in one schema, as far as the topics go or as they stood at some time.
final class RegistryProjection implements Projection {

    private final RegistrySchema schema;
    private final ChangeWriter writer;
    private final Instant until;

    /// Follows the topics for ever.
    RegistryProjection(RegistrySchema schema) {
        this(schema, Instant.MAX);
    }

    /// Takes what happened up to a time, that included.
    RegistryProjection(RegistrySchema schema, Instant until) {
        this.schema = schema;
        this.writer = new ChangeWriter(schema.name());
        this.until = until;
    }

    @Override
    public String name() {
        return "registry-" + schema.name();
    }

    @Override
    public String service() {
        return "registry";
    }

    @Override
    public List<TopicSpec> topics() {
        return Topics.EVENTS.stream().map(topic -> TopicSpec.kept(topic, 1)).toList();
    }

    @Override
    public void apply(Connection tx, Received received) throws SQLException {
        switch (received) {
            case Event event -> apply(tx, event);
            case ChangedRow row -> throw noEvent(row);
            case Keyed keyed -> throw noEvent(keyed);
        }
    }

    private static IllegalStateException noEvent(Received received) {
        return new IllegalStateException(
                "%s is no event, but an event topic holds nothing else: see who wrote it".formatted(received.origin()));
    }

    @Override
    public void clear(Connection tx) throws SQLException {
        try (Statement statement = tx.createStatement()) {
            statement.execute("TRUNCATE " + schema.qualified(RegistrySchema.TABLES));
        }
    }

    private void apply(Connection tx, Event event) throws SQLException {
        if (event.time().isAfter(until)) {
            return;
        }
        EventHead head =
                new EventHead(event.origin().topic(), UUID.fromString(event.id()), event.sequence(), event.time());
        writer.write(tx, EventRows.of(head, event.payload()));
    }
}
