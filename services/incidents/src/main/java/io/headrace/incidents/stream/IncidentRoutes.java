package io.headrace.incidents.stream;

import io.headrace.events.ChallengerAccepted;
import io.headrace.events.ChallengerRejected;
import io.headrace.events.ModelTrained;
import io.headrace.events.PipelineAccepted;
import io.headrace.events.PipelineDeleted;
import io.headrace.events.PipelineRefused;
import io.headrace.events.RunFailed;
import io.headrace.events.SourceRecovered;
import io.headrace.events.SourceTroubled;
import io.headrace.incidents.core.IncidentCommand;
import io.headrace.incidents.core.IncidentCommand.Acknowledge;
import io.headrace.incidents.core.IncidentCommand.Clear;
import io.headrace.incidents.core.IncidentCommand.Report;
import io.headrace.kernel.avro.Unreadable;
import io.headrace.kernel.shell.Cause;
import io.headrace.kernel.shell.Input;
import io.headrace.kernel.stream.Received.ChangedRow;
import io.headrace.kernel.stream.Received.Event;
import io.headrace.kernel.stream.Routes;
import io.headrace.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What tells of an incident, and what tells of its end.
public final class IncidentRoutes {

    private static final String REJECTED = "challenger-rejected";
    private static final String FAILED = "training-failed";
    private static final String REFUSED = "pipeline-refused";

    private IncidentRoutes() {}

    public static Routes<IncidentCommand> routes() {
        return new Routes<IncidentCommand>()
                .events(Topics.PIPELINE, IncidentRoutes::inputs)
                .events(Topics.TRAINING, IncidentRoutes::inputs)
                .events(Topics.VALIDATION, IncidentRoutes::inputs)
                .events(Topics.CAPTURE, IncidentRoutes::inputs)
                .rows(Topics.REQUEST_ROWS, IncidentRoutes::requested);
    }

    static List<Input<IncidentCommand>> inputs(Event event) {
        String subject = event.subject();
        return switch (event.payload()) {
            case PipelineRefused refused -> report(event, subject, REFUSED, String.join("; ", refused.getReasons()));
            case PipelineAccepted accepted ->
                clear(event, "revision %d is in force".formatted(accepted.getRevision()), subject, REFUSED);
            case PipelineDeleted _ -> clear(event, "the pipeline was deleted", subject, REFUSED, FAILED, REJECTED);
            case RunFailed failed -> report(event, subject, FAILED, failed.getReason());
            case ModelTrained trained ->
                clear(
                        event,
                        "version %d was trained".formatted(trained.getModel().getVersion()),
                        subject,
                        FAILED);
            case ChallengerRejected rejected -> report(event, subject, REJECTED, rejected.getSentence());
            case ChallengerAccepted accepted ->
                clear(
                        event,
                        "version %d passed its gates"
                                .formatted(accepted.getModel().getVersion()),
                        subject,
                        REJECTED);
            case SourceTroubled troubled ->
                report(event, troubled.getSource(), troubled.getKind(), troubled.getSentence());
            case SourceRecovered recovered ->
                clear(event, recovered.getSentence(), recovered.getSource(), recovered.getKind());
            // The other events of these topics are no incident and end none.
            default -> List.of();
        };
    }

    private static List<Input<IncidentCommand>> report(Event event, String subject, String kind, String sentence) {
        Report report = new Report(subject, kind, event.id(), sentence, event.time());
        return List.of(new Input<>(incident(subject, kind), event.cause(), report));
    }

    private static List<Input<IncidentCommand>> clear(Event event, String sentence, String subject, String... kinds) {
        return Stream.of(kinds)
                .map(kind -> new Input<IncidentCommand>(incident(subject, kind), event.cause(), new Clear(sentence)))
                .toList();
    }

    private static String incident(String subject, String kind) {
        return subject + "/" + kind;
    }

    static List<Input<IncidentCommand>> requested(ChangedRow row) {
        return row
                .now()
                .filter(now -> IncidentMessages.ACKNOWLEDGE.equals(now.get("kind")))
                .map(now -> acknowledgement(row, now))
                .stream()
                .toList();
    }

    private static Input<IncidentCommand> acknowledgement(ChangedRow row, Map<String, @Nullable Object> now) {
        String id = text(now, "id");
        String incident = Objects.toString(now.get("incident"), "");
        String pipeline = Objects.toString(now.get("pipeline"), subject(incident));
        Acknowledge request = new Acknowledge(id, incident, pipeline, text(now, "asked_by"));
        // A request that names no incident is answered under its pipeline, or under none.
        return new Input<>(incident.isEmpty() ? pipeline : incident, Cause.of(id, row.time()), request);
    }

    private static String subject(String incident) {
        int end = incident.lastIndexOf('/');
        return end < 0 ? incident : incident.substring(0, end);
    }

    private static String text(Map<String, @Nullable Object> now, String column) {
        Object value = now.get(column);
        if (value == null) {
            throw new Unreadable("an acknowledgement has a value in %s; this row does not".formatted(column));
        }
        return value.toString();
    }
}
