package io.headrace.letters.core;

import io.headrace.kernel.decider.Decider;
import io.headrace.kernel.decider.Decision;
import io.headrace.letters.core.Letter.Open;
import io.headrace.letters.core.Letter.Outcome;
import io.headrace.letters.core.Letter.Settled;
import io.headrace.letters.core.LetterCommand.Discard;
import io.headrace.letters.core.LetterCommand.Finish;
import io.headrace.letters.core.LetterCommand.Keep;
import io.headrace.letters.core.LetterCommand.Miss;
import io.headrace.letters.core.LetterCommand.Replay;
import io.headrace.letters.core.LetterEvent.LetterDiscarded;
import io.headrace.letters.core.LetterEvent.LetterKept;
import io.headrace.letters.core.LetterEvent.LetterReplayed;
import io.headrace.letters.core.LetterEvent.ReplayBegun;
import io.headrace.letters.core.LetterEvent.RequestAnswered;
import java.time.Instant;
import java.util.Locale;

/// Settles a letter once, and answers everybody who asks.
public final class LetterDecider implements Decider<LetterCommand, Letter, LetterEvent> {

    /// Kinds of requests.
    public static final String REPLAY = "replay";

    public static final String DISCARD = "discard";

    @Override
    public Letter initial() {
        return new Open();
    }

    @Override
    public Decision<LetterEvent> decide(LetterCommand command, Letter state, Instant now) {
        return switch (state) {
            case Open _ -> decide(command);
            case Settled settled -> Decision.accept(tooLate(command, settled));
        };
    }

    @Override
    public Letter evolve(Letter state, LetterEvent event) {
        return switch (event) {
            case LetterReplayed(Asked asked) -> new Settled(Outcome.REPLAYED, asked.by());
            case LetterDiscarded(Asked asked) -> new Settled(Outcome.DISCARDED, asked.by());
            case ReplayBegun _, LetterKept _, RequestAnswered _ -> state;
        };
    }

    private static Decision<LetterEvent> decide(LetterCommand command) {
        return switch (command) {
            case Replay(Asked asked) -> Decision.accept(new ReplayBegun(asked));
            case Finish(Asked asked) ->
                Decision.accept(
                        new LetterReplayed(asked),
                        answer(asked, REPLAY, true, "%s is replayed".formatted(asked.letter())));
            case Keep(Asked asked, String reason) ->
                Decision.accept(
                        new LetterKept(asked, reason),
                        answer(asked, REPLAY, false, "%s stays put aside: %s".formatted(asked.letter(), reason)));
            case Discard(Asked asked) ->
                Decision.accept(
                        new LetterDiscarded(asked),
                        answer(asked, DISCARD, true, "%s is discarded".formatted(asked.letter())));
            case Miss(Asked asked, String kind) ->
                Decision.accept(answer(
                        asked,
                        kind,
                        false,
                        "there is no dead letter %s; `headrace dead-letters list` names those there are"
                                .formatted(asked.letter())));
        };
    }

    private static LetterEvent tooLate(LetterCommand command, Settled settled) {
        return switch (command) {
            case Replay(Asked asked) -> tooLate(asked, REPLAY, Outcome.REPLAYED, settled);
            case Finish(Asked asked) -> tooLate(asked, REPLAY, Outcome.REPLAYED, settled);
            case Keep(Asked asked, String _) -> tooLate(asked, REPLAY, Outcome.REPLAYED, settled);
            case Discard(Asked asked) -> tooLate(asked, DISCARD, Outcome.DISCARDED, settled);
            case Miss(Asked asked, String kind) -> tooLate(asked, kind, Outcome.DISCARDED, settled);
        };
    }

    private static LetterEvent tooLate(Asked asked, String kind, Outcome wanted, Settled settled) {
        String sentence = "%s was %s before, by %s"
                .formatted(asked.letter(), settled.outcome().name().toLowerCase(Locale.ROOT), settled.by());
        return answer(asked, kind, settled.outcome() == wanted, sentence);
    }

    private static LetterEvent answer(Asked asked, String kind, boolean accepted, String sentence) {
        return new RequestAnswered(asked, kind, accepted, sentence);
    }
}
