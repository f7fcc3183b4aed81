package io.headrace.registry.fold;

import io.headrace.events.LetterDiscarded;
import io.headrace.events.LetterKept;
import io.headrace.events.LetterReplayed;
import java.util.List;

/// `headrace.letter` as rows: what people did with letters, each time.
final class LetterRows {

    private LetterRows() {}

    static List<Change> of(EventHead head, LetterReplayed event) {
        return List.of(Row.of(head)
                .with("outcome", "REPLAYED")
                .with("id", event.getId())
                .with("service", event.getService())
                .with("letter", event.getLetter())
                .with("origin", event.getOrigin())
                .with("sentence", event.getSentence())
                .with("asked_by", event.getBy())
                .with("decided_at", head.time())
                .insertInto("letter_outcome"));
    }

    static List<Change> of(EventHead head, LetterDiscarded event) {
        return List.of(Row.of(head)
                .with("outcome", "DISCARDED")
                .with("id", event.getId())
                .with("service", event.getService())
                .with("letter", event.getLetter())
                .with("origin", event.getOrigin())
                .with("sentence", event.getSentence())
                .with("asked_by", event.getBy())
                .with("decided_at", head.time())
                .insertInto("letter_outcome"));
    }

    static List<Change> of(EventHead head, LetterKept event) {
        return List.of(Row.of(head)
                .with("outcome", "KEPT")
                .with("id", event.getId())
                .with("service", event.getService())
                .with("letter", event.getLetter())
                .with("origin", event.getOrigin())
                .with("sentence", event.getSentence())
                .with("asked_by", event.getBy())
                .with("decided_at", head.time())
                .insertInto("letter_outcome"));
    }
}
