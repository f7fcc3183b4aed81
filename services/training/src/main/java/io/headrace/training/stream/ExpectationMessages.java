package io.headrace.training.stream;

import io.headrace.events.ExpectationsBroken;
import io.headrace.events.RowPlace;
import io.headrace.training.core.Breach;
import io.headrace.training.core.Expectation;
import io.headrace.training.core.Misfits;
import io.headrace.training.core.TrainingEvent;
import java.util.List;
import java.util.stream.Collectors;

/// What is expected of rows, and whether they are so, between messages and the core.
final class ExpectationMessages {

    private ExpectationMessages() {}

    static Expectation expectation(io.headrace.events.Expectation expectation) {
        return switch (expectation.getRule()) {
            case BETWEEN ->
                new Expectation.Between(expectation.getColumn(), expectation.getLow(), expectation.getHigh());
            case NULLS_AT_MOST -> new Expectation.NullsAtMost(expectation.getColumn(), expectation.getShare());
            case ROWS_CHANGE_AT_MOST -> new Expectation.RowsChangeAtMost(expectation.getShare());
        };
    }

    static Misfits misfits(io.headrace.events.Misfits misfits) {
        return new Misfits(
                misfits.getExpectation(),
                misfits.getRows(),
                misfits.getPlaces().stream()
                        .map(place -> new Misfits.Place(place.getCutNumber(), place.getPartition(), place.getOffset()))
                        .toList());
    }

    static ExpectationsBroken message(String pipeline, TrainingEvent.ExpectationsBroken event) {
        return new ExpectationsBroken(
                pipeline,
                event.revision(),
                Models.cut(event.cut()),
                sentence(event),
                event.breaches().stream().map(ExpectationMessages::breach).toList());
    }

    private static String sentence(TrainingEvent.ExpectationsBroken event) {
        return event.breaches().stream()
                .map(Breach::sentence)
                .collect(Collectors.joining(
                        "; ",
                        "no run begins, since the rows at cut %d are not as expected: "
                                .formatted(event.cut().number()),
                        ""));
    }

    private static io.headrace.events.Breach breach(Breach breach) {
        List<RowPlace> places = breach.places().stream()
                .map(place -> new RowPlace(place.cut(), place.partition(), place.offset()))
                .toList();
        return new io.headrace.events.Breach(breach.expectation(), breach.sentence(), breach.rows(), places);
    }
}
