package io.headrace.validation.core;

/// What validation knows of one pipeline.
///
/// @param judged the newest version that was judged; versions come in ascending order, so whatever is not newer was
///     judged already
public record Validation(Production production, long judged) {

    /// Which version is in production, as far as validation has heard.
    public sealed interface Production {

        /// No deployment was heard of.
        record Unknown() implements Production {}

        /// A version is in production.
        record Known(long version, long deployment) implements Production {}
    }
}
