package io.headrace.simulation.promises;

import io.headrace.simulation.World;
import io.headrace.simulation.log.Log.Place;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// The events of a topic, as a reader sees them.
final class Events {

    private Events() {}

    /// @param payload null: a tombstone
    record Event(
            String id,
            String subject,
            long sequence,
            Instant time,
            @Nullable SpecificRecord payload) {}

    static List<Event> of(World world, String topic) {
        List<Event> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> message : world.log().all(new Place(topic, 0))) {
            events.add(new Event(
                    header(message, "ce_id"),
                    header(message, "ce_subject"),
                    Long.parseLong(header(message, "ce_sequence")),
                    Instant.parse(header(message, "ce_time")),
                    message.value() == null
                            ? null
                            : (SpecificRecord) world.avro().decode(message.value())));
        }
        return events;
    }

    /// The payloads of one type.
    static <T extends SpecificRecord> List<T> of(World world, String topic, Class<T> type) {
        return of(world, topic).stream()
                .map(Event::payload)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
        return new String(
                Objects.requireNonNull(message.headers().lastHeader(name), name).value(), StandardCharsets.UTF_8);
    }
}
