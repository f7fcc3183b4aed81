package io.headrace.letters.stream;

import io.headrace.kernel.shell.ReleasedStates;
import io.headrace.kernel.shell.StateCodec;
import io.headrace.letters.core.Letter;
import java.util.List;
import java.util.Map;

final class ReleasedStatesTest implements ReleasedStates<Letter> {

    @Override
    public StateCodec<Letter> codec() {
        return new StateCodec<>(Letter.class, List.of());
    }

    @Override
    public Class<Letter> type() {
        return Letter.class;
    }

    @Override
    public Map<String, Letter> states() {
        return Map.of(
                "open", new Letter.Open(),
                "replayed", new Letter.Settled(Letter.Outcome.REPLAYED, "ann"),
                "discarded", new Letter.Settled(Letter.Outcome.DISCARDED, "bob"));
    }
}
