package io.headrace.lineage.stream;

import io.headrace.kernel.stream.Received;
import io.headrace.kernel.stream.Received.ChangedRow;
import io.headrace.kernel.stream.Received.Event;
import io.headrace.kernel.stream.Received.Keyed;
import io.headrace.kernel.stream.Received.PutAside;
import io.headrace.lineage.core.RunEvents;
import io.headrace.lineage.core.RunNews;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// What a record of `headrace.training` becomes in `headrace.lineage`.
///
/// @param plans waits for nothing
public record RunFold(RunEvents events, Plans plans) {

    /// A record of the lineage.
    ///
    /// @param pipeline its key
    /// @param event a run event in JSON
    /// @param time of the event, in ms since the epoch
    public record Told(String pipeline, String event, long time) {

        byte[] key() {
            return pipeline.getBytes(StandardCharsets.UTF_8);
        }

        byte[] value() {
            return event.getBytes(StandardCharsets.UTF_8);
        }

        Headers headers() {
            return new RecordHeaders().add("content-type", "application/json".getBytes(StandardCharsets.UTF_8));
        }
    }

    /// The records, in order; none where it tells of no run.
    ///
    /// @throws io.headrace.kernel.avro.Unreadable if it cannot be said which table the run read
    public List<Told> of(Received received) {
        return switch (received) {
            case Event event -> NewsReader.news(event).map(this::told).orElse(List.of());
            case ChangedRow row -> throw noEvent(row);
            case Keyed keyed -> throw noEvent(keyed);
            case PutAside letter -> throw noEvent(letter);
        };
    }

    private List<Told> told(RunNews news) {
        RunNews.Head head = news.head();
        return events.of(news, plans.plan(head.pipeline(), head.revision())).stream()
                .map(event -> new Told(
                        head.pipeline(), RunEventJson.text(event), event.time().toEpochMilli()))
                .toList();
    }

    private static IllegalArgumentException noEvent(Received received) {
        return new IllegalArgumentException(
                "%s is no event, but an event topic holds nothing else: see who wrote it".formatted(received.origin()));
    }
}
