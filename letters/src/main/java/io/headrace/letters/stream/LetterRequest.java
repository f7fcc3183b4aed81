package io.headrace.letters.stream;

import io.headrace.kernel.stream.Received.ChangedRow;
import io.headrace.letters.core.LetterDecider;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A row of `headrace.request` about a letter.
///
/// @param kind replay or discard
/// @param offset in the service's topic of dead letters
/// @param reason why; may be empty
record LetterRequest(String id, String kind, String service, long offset, String reason, String by) {

    private static final Pattern NAME = Pattern.compile("([a-z-]+)@([0-9]{1,18})");

    /// Reads a row; empty for one that asks for something else.
    static Optional<LetterRequest> of(ChangedRow row) {
        return row.now().flatMap(LetterRequest::of);
    }

    private static Optional<LetterRequest> of(Map<String, @Nullable Object> row) {
        String kind = text(row, "kind");
        Matcher name = NAME.matcher(text(row, "letter"));
        boolean isOne = kind.equals(LetterDecider.REPLAY) || kind.equals(LetterDecider.DISCARD);
        if (!isOne || !name.matches()) {
            return Optional.empty();
        }
        return Optional.of(new LetterRequest(
                text(row, "id"),
                kind,
                name.group(1),
                Long.parseLong(name.group(2)),
                text(row, "reason"),
                text(row, "asked_by")));
    }

    private static String text(Map<String, @Nullable Object> row, String column) {
        return Objects.toString(row.get(column), "");
    }
}
