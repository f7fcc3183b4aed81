package io.headrace.worker.external;

import java.time.Duration;

/// Parts of sentences about programs.
final class Saying {

    private Saying() {}

    /// What a program printed last, to be put behind a sentence.
    static String last(String lines) {
        return lines.isEmpty() ? "; it printed nothing" : "; it printed last: " + lines;
    }

    /// How a program ended that did not end well. A shell hands on the signal of what it ran, plus 128.
    static String end(int exitCode) {
        return exitCode > 128 && exitCode <= 128 + 64
                ? "was ended by signal %d%s"
                        .formatted(exitCode - 128, exitCode == 128 + 9 ? ", often for want of memory" : "")
                : "ended with exit code %d".formatted(exitCode);
    }

    static String of(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? "%,d s".formatted(duration.toSeconds())
                : "%,d ms".formatted(duration.toMillis());
    }
}
