package io.headrace.worker.search;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be tried, and what tells which trial is best.
///
/// @param trials hyperparameters, a JSON object each, one at least
/// @param goal what is best
/// @param validation which training rows measure the trials; the others train them
/// @param time no trial begins after it, and one that is running ends; null: each has the time of a run
public record Search(
        List<String> trials,
        Goal goal,
        Validation validation,
        @Nullable Duration time) {

    public Search {
        trials = List.copyOf(trials);
        if (trials.isEmpty()) {
            throw new IllegalArgumentException("a search tries something");
        }
    }

    /// Rows by their place in the split: those from the end of the test rows on.
    ///
    /// @param from where the test rows end
    /// @param below where the validation rows do
    /// @param by the column whose hash decides; null: the primary key
    public record Validation(
            double from, double below, @Nullable String by) {

        /// A share of the training rows.
        public static Validation of(double testShare, @Nullable String by, double share) {
            return new Validation(testShare, testShare + share * (1 - testShare), by);
        }
    }

    /// A figure of the validation rows, by its word.
    public record Goal(String metric, boolean isHigherBetter) {

        boolean isBetter(double figure, double than) {
            return isHigherBetter ? figure > than : figure < than;
        }
    }
}
