package io.headrace.validation.core;

import java.nio.ByteBuffer;
import java.time.Instant;

/// A model version that wants to be in production, whole.
///
/// @param sha256 of the artifact's bytes, in hex
public record Challenger(String pipeline, long version, int revision, Cut cut, String sha256, ByteBuffer artifact) {

    public Challenger {
        artifact = artifact.asReadOnlyBuffer();
    }

    /// The model's bytes; each caller gets a position of its own.
    @Override
    public ByteBuffer artifact() {
        return artifact.duplicate();
    }

    /// The point in a source's commit order whose rows it was trained on.
    public record Cut(String source, String systemId, long number, long commitLsn, Instant committedAt) {}
}
