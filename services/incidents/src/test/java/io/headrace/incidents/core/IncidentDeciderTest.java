package io.headrace.incidents.core;

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
import io.headrace.kernel.decider.DeciderSpec;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class IncidentDeciderTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final String KIND = "training-failed";
    private static final String INCIDENT = "house-price/training-failed";

    private final DeciderSpec<IncidentCommand, Incident, IncidentEvent> incident =
            DeciderSpec.of(new IncidentDecider(), NOON);

    private static Report report(String cause) {
        return new Report("house-price", KIND, cause, "no rows", NOON);
    }

    private static IncidentOpened opened(String cause) {
        return new IncidentOpened("house-price", KIND, cause, "no rows", NOON);
    }

    private static Acknowledge acknowledge(String request) {
        return new Acknowledge(request, INCIDENT, "house-price", "ann");
    }

    @Test
    void opensAtTheFirstOccurrence() {
        incident.when(report("c1")).then(opened("c1"));
    }

    @Test
    void countsFurtherOccurrences() {
        incident.given(opened("c1"), new IncidentRecurred(2, "c2", "no rows", NOON))
                .when(report("c3"))
                .then(new IncidentRecurred(3, "c3", "no rows", NOON));
    }

    @Test
    void doesNotCountOneCauseTwice() {
        incident.given(opened("c1")).when(report("c1")).thenNothing();
    }

    @Test
    void isResolvedWhenItsCauseIsGone() {
        incident.given(opened("c1"), new IncidentRecurred(2, "c2", "no rows", NOON))
                .when(new Clear("version 7 was trained"))
                .then(new IncidentResolved(2, "version 7 was trained"));
    }

    @Test
    void goodNewsAboutNothingAreNoNews() {
        incident.when(new Clear("version 7 was trained")).thenNothing();
    }

    @Test
    void opensAgainAndCountsFromOne() {
        incident.given(opened("c1"), new IncidentResolved(1, "version 7 was trained"))
                .when(report("c2"))
                .then(opened("c2"));
    }

    @Test
    void isAcknowledgedByWhoeverAsks() {
        incident.given(opened("c1"))
                .when(acknowledge("r1"))
                .then(
                        new IncidentAcknowledged("ann"),
                        new RequestAnswered("r1", "house-price", true, INCIDENT + " is acknowledged", "ann"));
    }

    @Test
    void tellsWhoAcknowledgedItBefore() {
        incident.given(opened("c1"), new IncidentAcknowledged("bob"))
                .when(acknowledge("r2"))
                .then(new RequestAnswered(
                        "r2", "house-price", true, INCIDENT + " was acknowledged before, by bob", "ann"));
    }

    @Test
    void staysAcknowledgedWhileItRecurs() {
        incident.given(opened("c1"), new IncidentAcknowledged("bob"), new IncidentRecurred(2, "c2", "no rows", NOON))
                .when(acknowledge("r2"))
                .then(new RequestAnswered(
                        "r2", "house-price", true, INCIDENT + " was acknowledged before, by bob", "ann"));
    }

    @Test
    void answersOneRequestOnce() {
        incident.given(
                        opened("c1"),
                        new IncidentAcknowledged("ann"),
                        new RequestAnswered("r1", "house-price", true, INCIDENT + " is acknowledged", "ann"))
                .when(acknowledge("r1"))
                .thenNothing();
    }

    @Test
    void refusesToAcknowledgeWhatIsNotOpen() {
        incident.given(opened("c1"), new IncidentResolved(1, "version 7 was trained"))
                .when(acknowledge("r1"))
                .thenRejected(
                        "there is no open incident house-price/training-failed; headrace_registry.incident lists those that are");
    }

    @Test
    void refusesToAcknowledgeNoIncidentInParticular() {
        incident.when(new Acknowledge("r1", "", "house-price", "ann"))
                .thenRejected(
                        "an acknowledgement names its incident, such as house-price/training-failed; this one names none");
    }

    @Test
    void lettersAreOneIncidentUntilTheLastIsSettled() {
        incident.given(new LetterCounted(), opened("l1"))
                .when(new PutAside(report("l2")))
                .then(new LetterCounted(), new IncidentRecurred(2, "l2", "no rows", NOON));
        incident.given(new LetterCounted(), opened("l1"), new LetterCounted(), recurred(2, "l2"))
                .when(new Settle("all are settled"))
                .then(new LetterSettled());
        incident.given(
                        new LetterCounted(),
                        opened("l1"),
                        new LetterCounted(),
                        recurred(2, "l2"),
                        new LetterSettled(),
                        new IncidentAcknowledged("ann"))
                .when(new Settle("all are settled"))
                .then(new LetterSettled(), new IncidentResolved(2, "all are settled"));
    }

    @Test
    void aLetterThatWasSettledBeforeItWasReportedLeavesNothingOpen() {
        incident.when(new Settle("all are settled")).then(new LetterSettled());
        incident.given(new LetterSettled())
                .when(new PutAside(report("l1")))
                .then(
                        new LetterCounted(),
                        opened("l1"),
                        new IncidentResolved(1, "the letter was settled before it was reported"));
        incident.given(new LetterSettled(), new LetterCounted(), opened("l1"), new IncidentResolved(1, "settled"))
                .when(new PutAside(report("l2")))
                .then(new LetterCounted(), opened("l2"));
    }

    @Test
    void doesNotCountOneLetterTwice() {
        incident.given(new LetterCounted(), opened("l1"))
                .when(new PutAside(report("l1")))
                .thenNothing();
    }

    private static IncidentRecurred recurred(long occurrences, String cause) {
        return new IncidentRecurred(occurrences, cause, "no rows", NOON);
    }
}
