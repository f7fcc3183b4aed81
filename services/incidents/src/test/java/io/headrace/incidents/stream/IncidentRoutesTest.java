package io.headrace.incidents.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.events.Approval;
import io.headrace.events.ChallengerAccepted;
import io.headrace.events.ChallengerOutdated;
import io.headrace.events.ChallengerRejected;
import io.headrace.events.Cut;
import io.headrace.events.ExpectationsBroken;
import io.headrace.events.ExpectationsMet;
import io.headrace.events.FeatureType;
import io.headrace.events.LetterDiscarded;
import io.headrace.events.LetterKept;
import io.headrace.events.LetterReplayed;
import io.headrace.events.Metrics;
import io.headrace.events.ModelTrained;
import io.headrace.events.ModelVersion;
import io.headrace.events.NullRule;
import io.headrace.events.ObligationAtRisk;
import io.headrace.events.ObligationMet;
import io.headrace.events.ObligationOpened;
import io.headrace.events.ObligationReleased;
import io.headrace.events.PipelineAccepted;
import io.headrace.events.PipelineDeleted;
import io.headrace.events.PipelineRefused;
import io.headrace.events.PipelineSpec;
import io.headrace.events.RunFailed;
import io.headrace.events.SourceRecovered;
import io.headrace.events.SourceTroubled;
import io.headrace.events.Split;
import io.headrace.events.Trainer;
import io.headrace.events.TrainingHeld;
import io.headrace.events.Trigger;
import io.headrace.events.WhileActive;
import io.headrace.incidents.core.IncidentCommand;
import io.headrace.incidents.core.IncidentCommand.Acknowledge;
import io.headrace.incidents.core.IncidentCommand.Clear;
import io.headrace.incidents.core.IncidentCommand.Report;
import io.headrace.incidents.core.IncidentCommand.Settle;
import io.headrace.kernel.shell.Cause;
import io.headrace.kernel.shell.Input;
import io.headrace.kernel.stream.DeadLetter;
import io.headrace.kernel.stream.Origin;
import io.headrace.kernel.stream.Received.ChangedRow;
import io.headrace.kernel.stream.Received.Event;
import io.headrace.kernel.stream.Received.Operation;
import io.headrace.kernel.stream.Received.PutAside;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class IncidentRoutesTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Origin ORIGIN = new Origin("a topic", 0, 7);
    private static final Cause CAUSE = Cause.of("event-1", NOON);
    private static final Cut CUT = new Cut("shop", "7301", 9L, 900L, NOON);
    private static final PipelineSpec SPEC = new PipelineSpec(
            "shop",
            "public.house",
            "price",
            List.of(),
            new NullRule(null, false, false),
            new Split(0.2, null),
            new Trainer("ridge", 1.0, null, null),
            new Trigger(1L, 200L, 0L, null, null, true, null, List.of(), WhileActive.QUEUE_LATEST),
            List.of(),
            Approval.AUTOMATIC,
            null,
            List.of(),
            FeatureType.NUMERIC,
            List.of(),
            List.of());

    private static ModelVersion model(long version) {
        return new ModelVersion("house-price", version, 1, CUT, "ab", ByteBuffer.allocate(1), 0L);
    }

    private static ModelTrained trained(long version) {
        return ModelTrained.newBuilder()
                .setModel(model(version))
                .setTrigger("changes")
                .setChanges(1L)
                .setDatasetDigest("cd")
                .setTrainRows(8L)
                .setTestRows(2L)
                .setRefusedRows(Map.of())
                .setTrainer("ridge/1")
                .setMetrics(new Metrics(2L, 1.0, 0.9, 0.0, Map.of(), List.of()))
                .setGates(List.of())
                .setApproval(Approval.AUTOMATIC)
                .build();
    }

    private static Event event(String subject, SpecificRecord payload) {
        return new Event(ORIGIN, subject, payload.getSchema().getName(), 1, "cause", CAUSE, payload);
    }

    private static Input<IncidentCommand> input(String incident, IncidentCommand command) {
        return new Input<>(incident, CAUSE, command);
    }

    private static ChangedRow request(Map<String, @Nullable Object> columns) {
        Map<String, @Nullable Object> row = new HashMap<>(columns);
        row.put("id", "event-1");
        row.put("asked_by", "ann");
        return new ChangedRow(ORIGIN, NOON, Operation.CREATE, null, row);
    }

    @Test
    void aRejectedChallengerIsReportedUnderItsPipeline() {
        ChallengerRejected rejected = new ChallengerRejected("house-price", 3L, List.of(), null, "rmse is too high");
        assertThat(IncidentRoutes.inputs(event("house-price", rejected)))
                .containsExactly(input(
                        "house-price/challenger-rejected",
                        new Report("house-price", "challenger-rejected", "event-1", "rmse is too high", NOON)));
    }

    @Test
    void aRefusedPipelineIsReportedWithAllItsReasons() {
        PipelineRefused refused = new PipelineRefused("house-price", List.of("no label", "no features"), "ann");
        assertThat(IncidentRoutes.inputs(event("house-price", refused)))
                .containsExactly(input(
                        "house-price/pipeline-refused",
                        new Report("house-price", "pipeline-refused", "event-1", "no label; no features", NOON)));
    }

    @Test
    void aFailedRunIsReportedUnderItsPipeline() {
        RunFailed failed = new RunFailed("house-price", 1, CUT, "the training split has no rows", "quiet", 3L, null);
        assertThat(IncidentRoutes.inputs(event("house-price", failed)))
                .containsExactly(input(
                        "house-price/training-failed",
                        new Report(
                                "house-price", "training-failed", "event-1", "the training split has no rows", NOON)));
    }

    @Test
    void eachKindEndsWhenItsOwnCauseIsGone() {
        PipelineAccepted accepted = new PipelineAccepted("house-price", 2, SPEC, "ann");
        assertThat(IncidentRoutes.inputs(event("house-price", accepted)))
                .containsExactly(input("house-price/pipeline-refused", new Clear("revision 2 is in force")));
        assertThat(IncidentRoutes.inputs(event("house-price", trained(3))))
                .containsExactly(input("house-price/training-failed", new Clear("version 3 was trained")));
        ChallengerAccepted passed = new ChallengerAccepted(model(3), List.of(), null, Approval.AUTOMATIC);
        assertThat(IncidentRoutes.inputs(event("house-price", passed)))
                .containsExactly(input("house-price/challenger-rejected", new Clear("version 3 passed its gates")));
    }

    @Test
    void aChallengerThatNobodyJudgedEndsNothing() {
        ChallengerOutdated outdated = new ChallengerOutdated("house-price", 3L, 1L, 2L);
        assertThat(IncidentRoutes.inputs(event("house-price", outdated))).isEmpty();
    }

    @Test
    void aDeletedPipelineLeavesNoIncidentBehind() {
        Clear clear = new Clear("the pipeline was deleted");
        assertThat(IncidentRoutes.inputs(event("house-price", new PipelineDeleted("house-price", "ann"))))
                .containsExactly(
                        input("house-price/pipeline-refused", clear),
                        input("house-price/training-failed", clear),
                        input("house-price/challenger-rejected", clear),
                        input("house-price/expectation-broken", clear));
    }

    @Test
    void rowsThatAreNotAsExpectedAreReportedUntilTheyAre() {
        ExpectationsBroken broken = new ExpectationsBroken("house-price", 1, CUT, "2 of 9 rows are not", List.of());
        assertThat(IncidentRoutes.inputs(event("house-price", broken)))
                .containsExactly(input(
                        "house-price/expectation-broken",
                        new Report("house-price", "expectation-broken", "event-1", "2 of 9 rows are not", NOON)));
        assertThat(IncidentRoutes.inputs(event("house-price", new ExpectationsMet("house-price", 1, CUT))))
                .containsExactly(
                        input("house-price/expectation-broken", new Clear("the rows at cut 9 are as expected")));
    }

    @Test
    void troubleOfASourceHasItsOwnKind() {
        SourceTroubled troubled = new SourceTroubled("shop", "slot-missing", "the slot is gone");
        assertThat(IncidentRoutes.inputs(event("shop", troubled)))
                .containsExactly(input(
                        "shop/slot-missing", new Report("shop", "slot-missing", "event-1", "the slot is gone", NOON)));
        SourceRecovered recovered = new SourceRecovered("shop", "slot-missing", "the slot is back");
        assertThat(IncidentRoutes.inputs(event("shop", recovered)))
                .containsExactly(input("shop/slot-missing", new Clear("the slot is back")));
    }

    @Test
    void aDeadlineAtRiskIsReportedUntilTheObligationIsMetOrReleased() {
        ObligationAtRisk risk = new ObligationAtRisk("house-price", 1L, false, NOON, "rows have to be out");
        assertThat(IncidentRoutes.inputs(event("house-price", risk)))
                .containsExactly(input(
                        "house-price/forgetting-at-risk",
                        new Report("house-price", "forgetting-at-risk", "event-1", "rows have to be out", NOON)));
        ObligationMet met = new ObligationMet("house-price", 1L, CUT, 3L, 4L, NOON);
        assertThat(IncidentRoutes.inputs(event("house-price", met)))
                .containsExactly(
                        input("house-price/forgetting-at-risk", new Clear("version 4 was trained without the rows")));
        ObligationReleased released = new ObligationReleased("house-price", 1L, "the pipeline was deleted");
        assertThat(IncidentRoutes.inputs(event("house-price", released)))
                .containsExactly(input("house-price/forgetting-at-risk", new Clear("the pipeline was deleted")));
        assertThat(IncidentRoutes.inputs(
                        event("house-price", new ObligationOpened("house-price", 1L, CUT, 3L, NOON, NOON))))
                .isEmpty();
    }

    @Test
    void otherEventsAskForNothing() {
        assertThat(IncidentRoutes.inputs(event("house-price", new TrainingHeld("house-price", "quiet", 4L, 3L, 100L))))
                .isEmpty();
    }

    @Test
    void anAcknowledgementGoesToItsIncident() {
        ChangedRow row = request(
                Map.of("kind", "acknowledge", "pipeline", "house-price", "incident", "house-price/training-failed"));
        assertThat(IncidentRoutes.requested(row))
                .containsExactly(input(
                        "house-price/training-failed",
                        new Acknowledge("event-1", "house-price/training-failed", "house-price", "ann")));
    }

    @Test
    void anAcknowledgementOfNothingIsAnsweredUnderItsPipeline() {
        ChangedRow row = request(Map.of("kind", "acknowledge", "pipeline", "house-price"));
        assertThat(IncidentRoutes.requested(row))
                .containsExactly(input("house-price", new Acknowledge("event-1", "", "house-price", "ann")));
    }

    @Test
    void otherRequestsAreNotOurs() {
        assertThat(IncidentRoutes.requested(request(Map.of("kind", "approve", "pipeline", "house-price"))))
                .isEmpty();
    }

    @Test
    void anAcknowledgementNeedNotNameThePipelineToo() {
        assertThat(IncidentRoutes.requested(request(Map.of("kind", "acknowledge", "incident", "shop/slot-missing"))))
                .containsExactly(
                        input("shop/slot-missing", new Acknowledge("event-1", "shop/slot-missing", "shop", "ann")));
    }

    @Test
    void anAcknowledgementThatNamesNothingIsAnsweredAllTheSame() {
        assertThat(IncidentRoutes.requested(request(Map.of("kind", "acknowledge", "incident", ""))))
                .containsExactly(input("", new Acknowledge("event-1", "", "", "ann")));
    }

    @Test
    void aLetterIsReportedUnderItsServiceByTheRecordThatItIs() {
        DeadLetter letter = letter("training", 17, "headrace.pipeline-0@3");
        Report report = new Report(
                "training",
                "dead-letters",
                letter.id(),
                "training@17 cannot be taken: it is no event; `headrace dead-letters list training` lists all that wait",
                NOON);

        assertThat(IncidentRoutes.putAside(new PutAside(letter.place(), letter)))
                .containsExactly(new Input<>(
                        "training/dead-letters", Cause.of(letter.id(), NOON), new IncidentCommand.PutAside(report)));
    }

    @Test
    void aSettledLetterCountsForItsServiceUnlessItIsOurOwn() {
        assertThat(IncidentRoutes.inputs(event(
                        "id", new LetterReplayed("id", "training", "training@17", "x-0@3", "it is taken", "ann"))))
                .containsExactly(input(
                        "training/dead-letters", new Settle("every letter of training was replayed or discarded")));
        assertThat(IncidentRoutes.inputs(
                        event("id", new LetterDiscarded("id", "dataset", "dataset@17", "x-0@3", "not wanted", "ann"))))
                .containsExactly(
                        input("dataset/dead-letters", new Settle("every letter of dataset was replayed or discarded")));
        assertThat(IncidentRoutes.inputs(event(
                        "id", new LetterDiscarded("id", "incidents", "incidents@17", "x-0@3", "not wanted", "ann"))))
                .isEmpty();
        assertThat(IncidentRoutes.inputs(
                        event("id", new LetterKept("id", "training", "training@17", "x-0@3", "it is no event", "ann"))))
                .isEmpty();
    }

    private static DeadLetter letter(String service, long offset, String origin) {
        return new DeadLetter(
                new Origin(DeadLetter.topic(service), 0, offset),
                NOON,
                "training/" + origin,
                "it is no event",
                origin,
                "0.1.0",
                List.of());
    }
}
