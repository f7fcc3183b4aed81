package io.headrace.app.commands;

import io.headrace.kernel.stream.DeadLetter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A letter and what became of it.
///
/// @param outcome its row in `headrace_registry.letter`; null: nobody has asked about it
record LetterState(DeadLetter letter, @Nullable Row outcome) {

    /// What can be asked of a letter's state.
    enum State {
        /// It waits, or it was kept when it was replayed.
        OPEN,
        REPLAYED,
        DISCARDED
    }

    State state() {
        return outcome == null || outcome.text("state").equals("KEPT")
                ? State.OPEN
                : State.valueOf(outcome.text("state"));
    }

    /// Why it cannot be taken: as the last who tried was told.
    String reason() {
        return outcome == null || !outcome.text("state").equals("KEPT") ? letter.reason() : outcome.text("sentence");
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("letter", letter.name());
        json.put("service", letter.service());
        json.put("state", state().name());
        json.put("time", letter.time());
        json.put("origin", letter.origin());
        json.put("reason", reason());
        json.put("version", letter.version());
        json.put("settled_by", outcome == null || state() == State.OPEN ? null : outcome.text("asked_by"));
        return json;
    }
}
