package io.headrace.letters;

import io.headrace.kernel.stream.LetterDesk;
import io.headrace.kernel.stream.LetterWork;
import io.headrace.letters.stream.RequestDesk;
import java.util.Optional;

/// How a service gets its desk.
public final class Letters {

    private Letters() {}

    /// A desk that takes records late as the service does it.
    public static LetterDesk desk(LetterDesk.Site site, LetterWork work) {
        return new RequestDesk(site, work);
    }

    /// Desks that discard letters but replay none.
    ///
    /// @param sentence why, and the way out
    public static LetterDesk.Maker refusing(String sentence) {
        return (site, _) -> new RequestDesk(site, (_, _, _) -> Optional.of(sentence));
    }
}
