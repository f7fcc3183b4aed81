package io.headrace.app.bench;

import java.util.List;
import java.util.Optional;

/// What became of a refit by scikit-learn.
sealed interface Refit {

    /// It was done.
    ///
    /// @param millis of the fit alone
    /// @param version of scikit-learn
    record Done(double millis, String version) implements Refit {}

    /// There is no Python with scikit-learn.
    ///
    /// @param reason one line
    record Absent(String reason) implements Refit {}

    /// It is there, and there is no number.
    ///
    /// @param reason one line
    record Failed(String reason) implements Refit {}

    /// What the script has said.
    static Refit said(List<String> lines) {
        Optional<String> absent = word(lines, "absent ");
        if (absent.isPresent()) {
            return new Absent(absent.get());
        }
        Optional<String> version = word(lines, "version ");
        Optional<String> seconds = word(lines, "seconds ");
        if (version.isPresent() && seconds.isPresent()) {
            return new Done(Double.parseDouble(seconds.get()) * 1e3, version.get());
        }
        return new Failed(lines.stream()
                .filter(line -> !line.startsWith("version "))
                .reduce((_, last) -> last)
                .orElse("it ended before (out of memory?)"));
    }

    private static Optional<String> word(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findFirst();
    }

    /// Milliseconds of the fit alone; empty: there are none.
    default Optional<Double> measured() {
        return switch (this) {
            case Done done -> Optional.of(done.millis());
            case Absent _, Failed _ -> Optional.empty();
        };
    }

    /// For a person.
    default String text() {
        return switch (this) {
            case Done(double millis, String version) -> "scikit-learn %s: %,.1f ms".formatted(version, millis);
            case Absent(String reason) ->
                "scikit-learn is not there (%s): name a Python that has it with --python".formatted(reason);
            case Failed(String reason) -> "scikit-learn gave no number: " + reason;
        };
    }
}
