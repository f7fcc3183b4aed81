package io.headrace.simulation;

import java.time.Duration;
import java.util.Optional;

/// One running copy of a service. It lives until it crashes, fails or is fenced.
public interface Copy {

    /// Does one thing; what it did, or nothing where there is nothing to do.
    ///
    /// @throws Exception whatever ends its life; waiting for a server does not
    Optional<String> step() throws Exception;

    /// How long until it wants to be asked again for the time alone; empty: never.
    default Optional<Duration> untilDeadline() {
        return Optional.empty();
    }
}
