package io.headrace.worker.job;

import io.headrace.dataset.stream.DatasetRows;
import io.headrace.exact.Encoding;
import org.jspecify.annotations.Nullable;

/// What the version in production is measured with.
sealed interface Champion {

    /// No version is.
    record None() implements Champion {}

    /// It cannot be measured any more.
    record Unknown(String why) implements Champion {}

    /// One is, and can be measured.
    ///
    /// @param model its bytes
    /// @param own what its revision asks for, and its rows at the run's cut; null: those of the run
    @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
    record Version(byte[] model, @Nullable Own own) implements Champion {}

    /// Of another revision.
    record Own(Encoding encoding, DatasetRows rows) {}
}
