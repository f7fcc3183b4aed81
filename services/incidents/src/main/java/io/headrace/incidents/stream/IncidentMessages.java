package io.headrace.incidents.stream;

import io.headrace.incidents.core.IncidentEvent;
import io.headrace.incidents.core.IncidentEvent.IncidentAcknowledged;
import io.headrace.incidents.core.IncidentEvent.IncidentOpened;
import io.headrace.incidents.core.IncidentEvent.IncidentRecurred;
import io.headrace.incidents.core.IncidentEvent.IncidentResolved;
import io.headrace.incidents.core.IncidentEvent.LetterCounted;
import io.headrace.incidents.core.IncidentEvent.LetterSettled;
import io.headrace.incidents.core.IncidentEvent.RequestAnswered;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/// Events as the world reads them.
final class IncidentMessages {

    static final String ACKNOWLEDGE = "acknowledge";

    private IncidentMessages() {}

    /// Empty for what only the service's own state remembers.
    static Optional<SpecificRecord> message(String incident, IncidentEvent event) {
        return switch (event) {
            case LetterCounted _, LetterSettled _ -> Optional.empty();
            case IncidentOpened opened ->
                Optional.of(new io.headrace.events.IncidentOpened(
                        incident, opened.subject(), opened.kind(), opened.sentence(), opened.occurredAt()));
            case IncidentRecurred recurred ->
                Optional.of(new io.headrace.events.IncidentRecurred(
                        incident, recurred.occurrences(), recurred.sentence(), recurred.occurredAt()));
            case IncidentAcknowledged(String by) ->
                Optional.of(new io.headrace.events.IncidentAcknowledged(incident, by));
            case IncidentResolved(long occurrences, String sentence) ->
                Optional.of(new io.headrace.events.IncidentResolved(incident, occurrences, sentence));
            case RequestAnswered answered ->
                Optional.of(new io.headrace.events.RequestAnswered(
                        answered.requestId(),
                        ACKNOWLEDGE,
                        answered.pipeline(),
                        answered.accepted(),
                        answered.sentence(),
                        answered.askedBy()));
        };
    }
}
