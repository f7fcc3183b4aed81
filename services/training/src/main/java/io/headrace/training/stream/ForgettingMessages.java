package io.headrace.training.stream;

import io.headrace.events.ObligationAtRisk;
import io.headrace.events.ObligationMet;
import io.headrace.events.ObligationOpened;
import io.headrace.events.ObligationReleased;
import io.headrace.events.VersionsWithdrawn;
import io.headrace.training.core.Departures;
import io.headrace.training.core.ForgettingSentences;
import io.headrace.training.core.Obligation;
import io.headrace.training.core.TrainingEvent;
import org.apache.avro.specific.SpecificRecord;

/// What is owed to rows that left, as messages.
final class ForgettingMessages {

    private ForgettingMessages() {}

    static SpecificRecord message(String pipeline, TrainingEvent.OfForgetting event) {
        return switch (event) {
            case TrainingEvent.ObligationOpened opened -> opened(pipeline, opened);
            case TrainingEvent.ObligationAtRisk risk -> atRisk(pipeline, risk);
            case TrainingEvent.ObligationMet met ->
                ObligationMet.newBuilder()
                        .setPipeline(pipeline)
                        .setNumber(met.number())
                        .setCut(Models.cut(met.departures().cut()))
                        .setRows(met.departures().rows())
                        .setVersion(met.version())
                        .setDeadline(met.deadline())
                        .build();
            case TrainingEvent.ObligationReleased(long number, String sentence) ->
                new ObligationReleased(pipeline, number, sentence);
            case TrainingEvent.VersionsWithdrawn(long through, Departures departures, long successor) ->
                new VersionsWithdrawn(pipeline, through, Models.cut(departures.cut()), successor);
        };
    }

    private static ObligationOpened opened(String pipeline, TrainingEvent.ObligationOpened opened) {
        Departures departures = opened.departures();
        return ObligationOpened.newBuilder()
                .setPipeline(pipeline)
                .setNumber(opened.number())
                .setCut(Models.cut(departures.cut()))
                .setRows(departures.rows())
                .setSince(departures.since())
                .setDeadline(departures.since().plus(opened.within()))
                .build();
    }

    private static ObligationAtRisk atRisk(String pipeline, TrainingEvent.ObligationAtRisk risk) {
        return ObligationAtRisk.newBuilder()
                .setPipeline(pipeline)
                .setNumber(risk.number())
                .setOverdue(risk.obligation().alarm() == Obligation.Alarm.OVERDUE)
                .setDeadline(risk.obligation().deadline())
                .setSentence(ForgettingSentences.atRisk(pipeline, risk))
                .build();
    }
}
