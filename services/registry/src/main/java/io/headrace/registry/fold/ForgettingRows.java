package io.headrace.registry.fold;

import io.headrace.events.ObligationAtRisk;
import io.headrace.events.ObligationMet;
import io.headrace.events.ObligationOpened;
import io.headrace.events.ObligationReleased;
import io.headrace.events.VersionsWithdrawn;
import java.util.List;
import java.util.Map;

/// `headrace.forgetting` as rows.
final class ForgettingRows {

    private static final String TABLE = "obligation";
    private static final String OPEN = "until";

    private ForgettingRows() {}

    static List<Change> of(EventHead head, ObligationOpened event) {
        Row row = Row.open(head)
                .with("pipeline", event.getPipeline())
                .with("number", event.getNumber())
                .with("state", "OPEN")
                .with("rows", event.getRows())
                .with("since", event.getSince())
                .with("deadline", event.getDeadline())
                .with("opened_at", head.time());
        return List.of(CutColumns.add(row, event.getCut()).insertInto(TABLE));
    }

    static List<Change> of(EventHead head, ObligationAtRisk event) {
        return update(
                event.getPipeline(),
                event.getNumber(),
                Row.changed(head)
                        .with("state", event.getOverdue() ? "OVERDUE" : "AT_RISK")
                        .with("sentence", event.getSentence()));
    }

    static List<Change> of(EventHead head, ObligationMet event) {
        Row set = Row.changed(head)
                .with("state", "MET")
                .with("rows", event.getRows())
                .with("version", event.getVersion())
                .with(OPEN, head.time());
        return update(event.getPipeline(), event.getNumber(), CutColumns.add(set, event.getCut()));
    }

    static List<Change> of(EventHead head, ObligationReleased event) {
        return update(
                event.getPipeline(),
                event.getNumber(),
                Row.changed(head)
                        .with("state", "RELEASED")
                        .with("sentence", event.getSentence())
                        .with(OPEN, head.time()));
    }

    static List<Change> of(EventHead head, VersionsWithdrawn event) {
        Row row = Row.of(head)
                .with("pipeline", event.getPipeline())
                .with("through", event.getThrough())
                .with("successor", event.getSuccessor())
                .with("withdrawn_at", head.time());
        return List.of(CutColumns.add(row, event.getCut()).insertInto("withdrawal"));
    }

    private static List<Change> update(String pipeline, long number, Row set) {
        return List.of(new Change.Update(TABLE, Map.of("pipeline", pipeline, "number", number), OPEN, set.columns()));
    }
}
