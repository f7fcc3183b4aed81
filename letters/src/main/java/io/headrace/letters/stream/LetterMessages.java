package io.headrace.letters.stream;

import io.headrace.letters.core.Asked;
import io.headrace.letters.core.LetterEvent;
import io.headrace.letters.core.LetterEvent.LetterDiscarded;
import io.headrace.letters.core.LetterEvent.LetterKept;
import io.headrace.letters.core.LetterEvent.LetterReplayed;
import io.headrace.letters.core.LetterEvent.ReplayBegun;
import io.headrace.letters.core.LetterEvent.RequestAnswered;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/// Events as the world reads them.
final class LetterMessages {

    private LetterMessages() {}

    /// Empty for what is not told.
    ///
    /// @param id of the letter's record
    static Optional<SpecificRecord> message(String id, LetterEvent event) {
        return switch (event) {
            case ReplayBegun _ -> Optional.empty();
            case LetterReplayed(Asked asked) ->
                Optional.of(new io.headrace.events.LetterReplayed(
                        id, asked.service(), asked.letter(), asked.origin(), "it was taken", asked.by()));
            case LetterDiscarded(Asked asked) ->
                Optional.of(new io.headrace.events.LetterDiscarded(
                        id, asked.service(), asked.letter(), asked.origin(), asked.reason(), asked.by()));
            case LetterKept(Asked asked, String reason) ->
                Optional.of(new io.headrace.events.LetterKept(
                        id, asked.service(), asked.letter(), asked.origin(), reason, asked.by()));
            case RequestAnswered(Asked asked, String kind, boolean accepted, String sentence) ->
                Optional.of(new io.headrace.events.RequestAnswered(
                        asked.requestId(), kind, asked.service(), accepted, sentence, asked.by()));
        };
    }
}
