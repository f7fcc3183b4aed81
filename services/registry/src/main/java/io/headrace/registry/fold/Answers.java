package io.headrace.registry.fold;

import io.headrace.events.RequestAnswered;
import io.headrace.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Answers to requests as rows: a table per topic, because several carry them.
final class Answers {

    private static final Map<String, String> TABLES = Map.of(
            Topics.TRAINING, "training_answer",
            Topics.DEPLOYMENT, "deployment_answer",
            Topics.INCIDENT, "incident_answer",
            Topics.CAPTURE, "capture_answer",
            Topics.LETTER, "letter_answer");

    private Answers() {}

    static List<Change> of(EventHead head, RequestAnswered event) {
        String table = TABLES.get(head.topic());
        if (table == null) {
            throw new IllegalArgumentException("Event %s answers a request in %s: answers come in %s"
                    .formatted(head.id(), head.topic(), TABLES.keySet()));
        }
        return List.of(Row.of(head)
                .with("request", UUID.fromString(event.getRequestId()))
                .with("kind", event.getKind())
                .with("pipeline", event.getPipeline())
                .with("accepted", event.getAccepted())
                .with("sentence", event.getSentence())
                .with("asked_by", event.getAskedBy())
                .with("answered_at", head.time())
                .insertInto(table));
    }
}
