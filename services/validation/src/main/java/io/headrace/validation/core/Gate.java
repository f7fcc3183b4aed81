package io.headrace.validation.core;

/// One condition of validation.
///
/// @param metric the word of a [Metric]; a gate on any other word never opens
/// @param limit for [Rule#WORSE_THAN_CHAMPION_AT_MOST] a share: 0.02 is 2 %
public record Gate(String metric, Rule rule, double limit) {

    /// What the limit means.
    public enum Rule {
        /// The figure is the limit or less; a mean error, which has a sign, is no further from 0 than the limit.
        AT_MOST,

        /// The figure is the limit or more.
        AT_LEAST,

        /// The figure is worse than the champion's by no more than this share of the champion's figure.
        WORSE_THAN_CHAMPION_AT_MOST
    }
}
