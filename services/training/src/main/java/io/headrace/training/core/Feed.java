package io.headrace.training.core;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The newest dataset version of one revision. Its sums lie in a table; the rules need only the counts.
///
/// @param changes relevant rows changed since the revision began; never goes back
/// @param problem why the revision cannot be read from the table any more; null: it can
/// @param since when its changes came
public record Feed(
        int revision,
        Cut cut,
        long changes,
        Rows rows,
        @Nullable String problem,
        Since since) {

    /// How many rows.
    ///
    /// @param refused by reason
    /// @param misfits those that are not as expected; expectations that every row meets are left out
    public record Rows(long train, long test, Map<String, Long> refused, List<Misfits> misfits) {
        public Rows {
            refused = new TreeMap<>(refused);
            misfits = List.copyOf(misfits);
        }

        /// Those that are not as an expectation says.
        Misfits misfits(int expectation) {
            return misfits.stream()
                    .filter(one -> one.expectation() == expectation)
                    .findFirst()
                    .orElse(new Misfits(expectation, 0, List.of()));
        }

        /// Those that a model is made of or measured with.
        long usable() {
            return train + test;
        }

        /// Those and the refused ones.
        long all() {
            return usable()
                    + refused.values().stream().mapToLong(Long::longValue).sum();
        }

        boolean areMissing() {
            return train == 0 || test == 0;
        }

        /// Appended to a sentence: why rows are refused, without numbers that move with every change; empty: none is.
        String refusedFor() {
            return refused.isEmpty() ? "" : "; rows are refused because " + String.join(", because ", refused.keySet());
        }

        /// Appended to a sentence: how many rows are refused for which reason; empty: none is.
        public String refusals() {
            return refused.isEmpty()
                    ? ""
                    : refused.entrySet().stream()
                            .map(reason -> "%d because %s".formatted(reason.getValue(), reason.getKey()))
                            .collect(Collectors.joining(", ", "; refused rows: ", ""));
        }
    }

    /// When changes came that no run has seen.
    ///
    /// @param first null: every change was seen
    /// @param skipped so many changes, counted like [Feed#changes], make no run due any more
    /// @param last when anything changed at all
    public record Since(@Nullable Instant first, Instant last, long skipped) {}

    /// The same, once a run has it.
    Feed seen() {
        return new Feed(revision, cut, changes, rows, problem, new Since(null, since.last(), since.skipped()));
    }

    /// The same, once its changes are left out.
    Feed skipped() {
        return new Feed(revision, cut, changes, rows, problem, new Since(null, since.last(), changes));
    }
}
