package io.headrace.validation.core;

import java.nio.ByteBuffer;
import java.time.Instant;

/// A model version that wants to be in production.
public record Challenger(String pipeline, long version, int revision, Cut cut, Artifact artifact) {

    /// The point in a source's commit order whose rows it was trained on.
    public record Cut(String source, String systemId, long number, long commitLsn, Instant committedAt) {}

    /// The model's bytes, by their digest. Validation only hands them on.
    ///
    /// @param sha256 in hex
    /// @param size in bytes, as the event says
    /// @param inline the bytes themselves where an event of release 0.1.0 holds them; else empty
    public record Artifact(String sha256, long size, ByteBuffer inline) {

        public Artifact {
            inline = inline.asReadOnlyBuffer();
        }

        /// Each caller gets a position of its own.
        @Override
        public ByteBuffer inline() {
            return inline.duplicate();
        }
    }
}
