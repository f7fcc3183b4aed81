package io.headrace.dataset.stream;

import io.headrace.dataset.core.Part;

/// What comes out of applying records.
sealed interface Applied {

    /// For the merge.
    record Told(Part part) implements Applied {}

    /// A record that could not be read, as it came.
    @SuppressWarnings("ArrayRecordComponent") // On its way from one topic to another, never compared.
    record Buried(byte[] value) implements Applied {}
}
