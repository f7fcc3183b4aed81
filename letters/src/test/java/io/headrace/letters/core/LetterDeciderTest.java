package io.headrace.letters.core;

import io.headrace.kernel.decider.DeciderSpec;
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
import org.junit.jupiter.api.Test;

final class LetterDeciderTest {

    private static final Asked ANN = asked("r1", "ann");
    private static final Asked BOB = asked("r2", "bob");

    private final DeciderSpec<LetterCommand, Letter, LetterEvent> letter =
            DeciderSpec.of(new LetterDecider(), Instant.parse("2026-01-31T12:00:00Z"));

    private static Asked asked(String request, String by) {
        return new Asked(request, "training@17", "training", "headrace.pipeline-0@3", "", by);
    }

    @Test
    void aReplayBeginsAndEndsAsTheServiceFares() {
        letter.when(new Replay(ANN)).then(new ReplayBegun(ANN));
        letter.given(new ReplayBegun(ANN))
                .when(new Finish(ANN))
                .then(new LetterReplayed(ANN), new RequestAnswered(ANN, "replay", true, "training@17 is replayed"));
        letter.given(new ReplayBegun(ANN))
                .when(new Keep(ANN, "it is no event"))
                .then(
                        new LetterKept(ANN, "it is no event"),
                        new RequestAnswered(ANN, "replay", false, "training@17 stays put aside: it is no event"));
    }

    @Test
    void aLetterThatWasKeptMayBeReplayedOnceMore() {
        letter.given(new ReplayBegun(ANN), new LetterKept(ANN, "it is no event"))
                .when(new Replay(BOB))
                .then(new ReplayBegun(BOB));
    }

    @Test
    void aReplayedLetterIsNeverTakenAgain() {
        letter.given(new ReplayBegun(ANN), new LetterReplayed(ANN))
                .when(new Replay(BOB))
                .then(new RequestAnswered(BOB, "replay", true, "training@17 was replayed before, by ann"));
        letter.given(new ReplayBegun(ANN), new LetterReplayed(ANN))
                .when(new Discard(BOB))
                .then(new RequestAnswered(BOB, "discard", false, "training@17 was replayed before, by ann"));
    }

    @Test
    void aDiscardedLetterIsNeverTaken() {
        letter.when(new Discard(ANN))
                .then(new LetterDiscarded(ANN), new RequestAnswered(ANN, "discard", true, "training@17 is discarded"));
        letter.given(new LetterDiscarded(ANN))
                .when(new Replay(BOB))
                .then(new RequestAnswered(BOB, "replay", false, "training@17 was discarded before, by ann"));
        letter.given(new LetterDiscarded(ANN))
                .when(new Discard(BOB))
                .then(new RequestAnswered(BOB, "discard", true, "training@17 was discarded before, by ann"));
    }

    @Test
    void aLetterThatIsNotThereIsNamed() {
        letter.when(new Miss(ANN, "replay"))
                .then(new RequestAnswered(
                        ANN,
                        "replay",
                        false,
                        "there is no dead letter training@17; `headrace dead-letters list` names those there are"));
    }
}
