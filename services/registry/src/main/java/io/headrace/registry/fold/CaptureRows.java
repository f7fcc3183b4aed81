package io.headrace.registry.fold;

import io.headrace.events.SourceRecovered;
import io.headrace.events.SourceTroubled;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `headrace.capture` as rows.
final class CaptureRows {

    private static final String TABLE = "source_trouble";
    private static final String OPEN = "until";

    private CaptureRows() {}

    /// Trouble of a kind that goes on is told again with other words: the row before it ends, without a recovery.
    static List<Change> of(EventHead head, SourceTroubled event) {
        return List.of(
                over(head, event.getSource(), event.getKind(), null),
                Row.open(head)
                        .with("source", event.getSource())
                        .with("kind", event.getKind())
                        .with("sentence", event.getSentence())
                        .with("since", head.time())
                        .insertInto(TABLE));
    }

    static List<Change> of(EventHead head, SourceRecovered event) {
        return List.of(over(head, event.getSource(), event.getKind(), event.getSentence()));
    }

    private static Change over(EventHead head, String source, String kind, @Nullable String recovery) {
        Row set = Row.changed(head).with(OPEN, head.time()).with("recovery", recovery);
        return new Change.Update(TABLE, Map.of("source", source, "kind", kind), OPEN, set.columns());
    }
}
