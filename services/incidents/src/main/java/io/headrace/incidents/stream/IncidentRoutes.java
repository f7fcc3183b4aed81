package io.headrace.incidents.stream;

import io.headrace.events.ChallengerAccepted;
import io.headrace.events.ChallengerRejected;
import io.headrace.events.ExpectationsBroken;
import io.headrace.events.ExpectationsMet;
import io.headrace.events.LetterDiscarded;
import io.headrace.events.LetterReplayed;
import io.headrace.events.ModelTrained;
import io.headrace.events.ObligationAtRisk;
import io.headrace.events.ObligationMet;
import io.headrace.events.ObligationReleased;
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
import io.headrace.incidents.core.IncidentCommand.Settle;
import io.headrace.incidents.core.IncidentKind;
import io.headrace.kernel.avro.Unreadable;
import io.headrace.kernel.shell.Cause;
import io.headrace.kernel.shell.Input;
import io.headrace.kernel.stream.DeadLetter;
import io.headrace.kernel.stream.Received.ChangedRow;
import io.headrace.kernel.stream.Received.Event;
import io.headrace.kernel.stream.Received.PutAside;
import io.headrace.kernel.stream.Routes;
import io.headrace.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What tells of an incident, and what tells of its end.
public final class IncidentRoutes {

    private static final String REJECTED = IncidentKind.CHALLENGER_REJECTED.text();
    private static final String FAILED = IncidentKind.TRAINING_FAILED.text();
    private static final String BROKEN = IncidentKind.EXPECTATION_BROKEN.text();
    private static final String REFUSED = IncidentKind.PIPELINE_REFUSED.text();
    private static final String FORGETTING = IncidentKind.FORGETTING_AT_RISK.text();
    private static final String LETTERS = IncidentKind.DEAD_LETTERS.text();

    /// What this service cannot take opens no incident: it would be the service's own business again.
    private static final String OWN = "incidents";

    private IncidentRoutes() {}

    public static Routes<IncidentCommand> routes() {
        Routes<IncidentCommand> routes = new Routes<IncidentCommand>()
                .events(Topics.PIPELINE, IncidentRoutes::inputs)
                .events(Topics.TRAINING, IncidentRoutes::inputs)
                .events(Topics.VALIDATION, IncidentRoutes::inputs)
                .events(Topics.CAPTURE, IncidentRoutes::inputs)
                .events(Topics.FORGETTING, IncidentRoutes::inputs)
                .events(Topics.LETTER, IncidentRoutes::inputs)
                .rows(Topics.REQUEST_ROWS, IncidentRoutes::requested);
        Topics.READERS.stream()
                .filter(service -> !service.equals(OWN))
                .forEach(service -> routes.deadLetters(service, IncidentRoutes::putAside));
        return routes;
    }

    static List<Input<IncidentCommand>> inputs(Event event) {
        String subject = event.subject();
        return switch (event.payload()) {
            case PipelineRefused refused -> report(event, subject, REFUSED, String.join("; ", refused.getReasons()));
            case PipelineAccepted accepted ->
                clear(event, "revision %d is in force".formatted(accepted.getRevision()), subject, REFUSED);
            case PipelineDeleted _ ->
                clear(event, "the pipeline was deleted", subject, REFUSED, FAILED, REJECTED, BROKEN);
            case RunFailed failed -> report(event, subject, FAILED, failed.getReason());
            case ExpectationsBroken broken -> report(event, subject, BROKEN, broken.getSentence());
            case ExpectationsMet met ->
                clear(
                        event,
                        "the rows at cut %d are as expected"
                                .formatted(met.getCut().getNumber()),
                        subject,
                        BROKEN);
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
            case ObligationAtRisk risk -> report(event, subject, FORGETTING, risk.getSentence());
            case ObligationMet met ->
                clear(
                        event,
                        "version %d was trained without the rows".formatted(met.getVersion()),
                        subject,
                        FORGETTING);
            case ObligationReleased released -> clear(event, released.getSentence(), subject, FORGETTING);
            case LetterReplayed replayed -> settle(event, replayed.getService());
            case LetterDiscarded discarded -> settle(event, discarded.getService());
            // The other events of these topics are no incident and end none.
            default -> List.of();
        };
    }

    static List<Input<IncidentCommand>> putAside(PutAside aside) {
        DeadLetter letter = aside.letter();
        String sentence = "%s cannot be taken: %s; `headrace dead-letters list %s` lists all that wait"
                .formatted(letter.name(), letter.reason(), letter.service());
        // The record's id, not the letter's place: a record may be put aside twice.
        Report report = new Report(letter.service(), LETTERS, letter.id(), sentence, letter.time());
        return List.of(new Input<>(
                incident(letter.service(), LETTERS),
                Cause.of(letter.id(), letter.time()),
                new IncidentCommand.PutAside(report)));
    }

    private static List<Input<IncidentCommand>> settle(Event event, String service) {
        if (service.equals(OWN)) {
            return List.of();
        }
        Settle settle = new Settle("every letter of %s was replayed or discarded".formatted(service));
        return List.of(new Input<>(incident(service, LETTERS), event.cause(), settle));
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
