package io.headrace.incidents.core;

import io.headrace.incidents.core.Incident.Calm;
import io.headrace.incidents.core.Incident.Letters;
import io.headrace.incidents.core.Incident.Open;
import io.headrace.incidents.core.IncidentCommand.Acknowledge;
import io.headrace.incidents.core.IncidentCommand.Clear;
import io.headrace.incidents.core.IncidentCommand.PutAside;
import io.headrace.incidents.core.IncidentCommand.Report;
import io.headrace.incidents.core.IncidentCommand.Settle;
import io.headrace.incidents.core.IncidentEvent.IncidentAcknowledged;
import io.headrace.incidents.core.IncidentEvent.IncidentOpened;
import io.headrace.incidents.core.IncidentEvent.IncidentRecurred;
import io.headrace.incidents.core.IncidentEvent.IncidentResolved;
import io.headrace.incidents.core.IncidentEvent.LetterCounted;
import io.headrace.incidents.core.IncidentEvent.LetterSettled;
import io.headrace.incidents.core.IncidentEvent.RequestAnswered;
import io.headrace.kernel.decider.Decider;
import io.headrace.kernel.decider.Decision;
import io.headrace.kernel.decider.Decision.Accepted;
import io.headrace.kernel.decider.Decision.Rejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Opens an incident once, counts, and resolves it when its cause is gone.
public final class IncidentDecider implements Decider<IncidentCommand, Incident, IncidentEvent> {

    @Override
    public Incident initial() {
        return new Calm(Optional.empty());
    }

    @Override
    public Decision<IncidentEvent> decide(IncidentCommand command, Incident state, Instant now) {
        return switch (command) {
            case Report report -> report(report, state);
            case PutAside(Report report) -> putAside(report, state);
            case Settle settle -> settle(settle, state);
            case Clear clear -> clear(clear, state);
            case Acknowledge request -> acknowledge(request, state);
        };
    }

    @Override
    public Incident evolve(Incident state, IncidentEvent event) {
        return switch (event) {
            case LetterCounted _ -> counted(state, 1);
            case LetterSettled _ -> counted(state, -1);
            case IncidentOpened opened ->
                within(state, new Open(1, opened.cause(), Optional.empty(), state.lastRequest()));
            case IncidentRecurred recurred ->
                within(
                        state,
                        new Open(recurred.occurrences(), recurred.cause(), acknowledgedBy(state), state.lastRequest()));
            case IncidentAcknowledged(String by) -> acknowledged(state, by);
            case IncidentResolved _ -> within(state, new Calm(state.lastRequest()));
            case RequestAnswered answered -> answered(state, answered.requestId());
        };
    }

    private static Decision<IncidentEvent> report(Report report, Incident state) {
        return switch (state) {
            case Calm _ ->
                Decision.accept(new IncidentOpened(
                        report.subject(), report.kind(), report.cause(), report.sentence(), report.occurredAt()));
            case Open open -> {
                if (open.lastCause().equals(report.cause())) {
                    yield Decision.accept();
                }
                yield Decision.accept(new IncidentRecurred(
                        open.occurrences() + 1, report.cause(), report.sentence(), report.occurredAt()));
            }
            case Letters letters -> report(report, letters.incident());
        };
    }

    private Decision<IncidentEvent> putAside(Report report, Incident state) {
        return switch (report(report, state)) {
            case Accepted<IncidentEvent>(List<IncidentEvent> happened) -> {
                List<IncidentEvent> events = new ArrayList<>(happened);
                if (!happened.isEmpty()) {
                    events.addFirst(new LetterCounted());
                }
                yield thenResolve(events, state, "the letter was settled before it was reported");
            }
            case Rejected<IncidentEvent> rejected -> rejected;
        };
    }

    private Decision<IncidentEvent> settle(Settle settle, Incident state) {
        return thenResolve(List.of(new LetterSettled()), state, settle.sentence());
    }

    /// The incident is over when no letter is open.
    private Decision<IncidentEvent> thenResolve(List<IncidentEvent> events, Incident state, String sentence) {
        Incident after = state;
        for (IncidentEvent event : events) {
            after = evolve(after, event);
        }
        return switch (after) {
            case Letters(long open, Incident incident) ->
                new Accepted<>(open > 0 ? events : resolved(events, incident, sentence));
            case Calm _, Open _ -> new Accepted<>(events);
        };
    }

    private static List<IncidentEvent> resolved(List<IncidentEvent> events, Incident incident, String sentence) {
        return switch (incident) {
            case Open open -> {
                List<IncidentEvent> over = new ArrayList<>(events);
                over.add(new IncidentResolved(open.occurrences(), sentence));
                yield over;
            }
            case Calm _, Letters _ -> events;
        };
    }

    private static Decision<IncidentEvent> clear(Clear clear, Incident state) {
        return switch (state) {
            case Calm _ -> Decision.accept();
            case Open open -> Decision.accept(new IncidentResolved(open.occurrences(), clear.sentence()));
            case Letters letters -> clear(clear, letters.incident());
        };
    }

    private static Decision<IncidentEvent> acknowledge(Acknowledge request, Incident state) {
        if (state.lastRequest().equals(Optional.of(request.requestId()))) {
            return Decision.accept();
        }
        return switch (state) {
            case Calm _ -> Decision.reject(nothingOpen(request.incident()));
            case Open open -> acknowledge(request, open);
            case Letters letters -> acknowledge(request, letters.incident());
        };
    }

    private static Decision<IncidentEvent> acknowledge(Acknowledge request, Open open) {
        if (open.acknowledgedBy().isPresent()) {
            return Decision.accept(answer(
                    request,
                    "%s was acknowledged before, by %s"
                            .formatted(request.incident(), open.acknowledgedBy().get())));
        }
        return Decision.accept(
                new IncidentAcknowledged(request.askedBy()),
                answer(request, "%s is acknowledged".formatted(request.incident())));
    }

    /// The answer to a request that was refused.
    public static RequestAnswered refusal(Acknowledge request, String reason) {
        return new RequestAnswered(request.requestId(), request.pipeline(), false, reason, request.askedBy());
    }

    private static RequestAnswered answer(Acknowledge request, String sentence) {
        return new RequestAnswered(request.requestId(), request.pipeline(), true, sentence, request.askedBy());
    }

    private static String nothingOpen(String incident) {
        return incident.isEmpty()
                ? "an acknowledgement names its incident, such as house-price/training-failed; this one names none"
                : "there is no open incident %s; headrace_registry.incident lists those that are".formatted(incident);
    }

    private static Optional<String> acknowledgedBy(Incident state) {
        return switch (state) {
            case Calm _ -> Optional.empty();
            case Open open -> open.acknowledgedBy();
            case Letters letters -> acknowledgedBy(letters.incident());
        };
    }

    private static Incident counted(Incident state, long by) {
        return switch (state) {
            case Calm _, Open _ -> new Letters(by, state);
            case Letters(long open, Incident incident) -> new Letters(open + by, incident);
        };
    }

    private static Incident within(Incident state, Incident incident) {
        return switch (state) {
            case Calm _, Open _ -> incident;
            case Letters letters -> new Letters(letters.open(), incident);
        };
    }

    private static Incident acknowledged(Incident state, String by) {
        return switch (state) {
            case Calm calm -> calm;
            case Open open -> new Open(open.occurrences(), open.lastCause(), Optional.of(by), open.lastRequest());
            case Letters letters -> new Letters(letters.open(), acknowledged(letters.incident(), by));
        };
    }

    private static Incident answered(Incident state, String requestId) {
        Optional<String> last = Optional.of(requestId);
        return switch (state) {
            case Calm _ -> new Calm(last);
            case Open open -> new Open(open.occurrences(), open.lastCause(), open.acknowledgedBy(), last);
            case Letters letters -> new Letters(letters.open(), answered(letters.incident(), requestId));
        };
    }
}
