package io.headrace.registry.fold;

import io.headrace.events.IncidentAcknowledged;
import io.headrace.events.IncidentOpened;
import io.headrace.events.IncidentRecurred;
import io.headrace.events.IncidentResolved;
import java.util.List;
import java.util.Map;

/// `headrace.incident` as rows.
final class IncidentRows {

    private static final String TABLE = "incident";

    private IncidentRows() {}

    static List<Change> of(EventHead head, IncidentOpened event) {
        return List.of(Row.open(head)
                .with("incident", event.getIncident())
                .with("subject", event.getSubject())
                .with("kind", event.getKind())
                .with("state", "OPEN")
                .with("occurrences", 1L)
                .with("sentence", event.getSentence())
                .with("opened_at", head.time())
                .with("first_at", event.getOccurredAt())
                .with("last_at", event.getOccurredAt())
                .insertInto(TABLE));
    }

    static List<Change> of(EventHead head, IncidentRecurred event) {
        return update(
                event.getIncident(),
                Row.changed(head)
                        .with("occurrences", event.getOccurrences())
                        .with("sentence", event.getSentence())
                        .with("last_at", event.getOccurredAt()));
    }

    static List<Change> of(EventHead head, IncidentAcknowledged event) {
        return update(
                event.getIncident(),
                Row.changed(head)
                        .with("state", "ACKNOWLEDGED")
                        .with("acknowledged_by", event.getBy())
                        .with("acknowledged_at", head.time()));
    }

    static List<Change> of(EventHead head, IncidentResolved event) {
        return update(
                event.getIncident(),
                Row.changed(head)
                        .with("state", "RESOLVED")
                        .with("occurrences", event.getOccurrences())
                        .with("resolved_at", head.time())
                        .with("resolution", event.getSentence()));
    }

    private static List<Change> update(String incident, Row set) {
        return List.of(new Change.Update(TABLE, Map.of("incident", incident), "resolved_at", set.columns()));
    }
}
