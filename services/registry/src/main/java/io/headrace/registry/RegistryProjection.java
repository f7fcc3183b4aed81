package io.headrace.registry;

import io.headrace.kernel.projector.Projection;
import io.headrace.kernel.stream.Received;
import io.headrace.kernel.stream.Received.ChangedRow;
import io.headrace.kernel.stream.Received.Event;
import io.headrace.kernel.stream.Received.Keyed;
import io.headrace.kernel.stream.Received.PutAside;
import io.headrace.kernel.topics.TopicSpec;
import io.headrace.registry.fold.ChangeWriter;
import io.headrace.registry.fold.EventHead;
import io.headrace.registry.fold.EventRows;
import io.headrace.schemas.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/// The registry's tables in one schema.
public final class RegistryProjection implements Projection {

    private final RegistrySchema schema;
    private final ChangeWriter writer;

    public RegistryProjection(RegistrySchema schema) {
        this.schema = schema;
        this.writer = new ChangeWriter(schema.name());
    }

    @Override
    public String name() {
        return schema.progress();
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
            case PutAside letter -> throw noEvent(letter);
        }
    }

    private static IllegalStateException noEvent(Received received) {
        return new IllegalStateException(
                "%s is no event, but an event topic holds nothing else: see who wrote it".formatted(received.origin()));
    }

    private void apply(Connection tx, Event event) throws SQLException {
        EventHead head = new EventHead(
                event.origin().topic(), UUID.fromString(event.id()), event.sequence(), event.time(), event.causation());
        writer.write(tx, EventRows.of(head, event.payload()));
    }
}
