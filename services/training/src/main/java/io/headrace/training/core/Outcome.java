package io.headrace.training.core;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run made.
public sealed interface Outcome {

    /// A model.
    ///
    /// @param datasetDigest SHA-256 of the digest of the rows, in hex
    /// @param dropped names of constant or dependent columns
    /// @param championFigures on the same cut; null: there is no champion, or it cannot be measured any more
    record Trained(
            Artifact artifact,
            String datasetDigest,
            String trainer,
            List<String> dropped,
            Figures figures,
            @Nullable Figures championFigures)
            implements Outcome {
        public Trained {
            dropped = List.copyOf(dropped);
        }
    }

    /// Nothing.
    ///
    /// @param reason one sentence
    record Failed(String reason) implements Outcome {}

    /// A model's bytes.
    ///
    /// @param sha256 in hex
    record Artifact(ByteBuffer bytes, String sha256) {
        public Artifact {
            bytes = bytes.asReadOnlyBuffer();
        }

        /// Bytes and their own digest.
        public static Artifact of(ByteBuffer bytes) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(bytes.duplicate());
                return new Artifact(bytes, HexFormat.of().formatHex(digest.digest()));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        /// Each caller gets a position of its own.
        @Override
        public ByteBuffer bytes() {
            return bytes.duplicate();
        }
    }
}
