package io.headrace.training.core;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a run made.
public sealed interface Outcome {

    /// A model.
    ///
    /// @param datasetDigest SHA-256 of the digest of the rows, in hex
    /// @param dropped names of constant or dependent columns
    /// @param championFigures on the same cut; null: there is no champion, or it cannot be measured any more
    /// @param provenance null: the trainer is built in
    record Trained(
            Artifact artifact,
            String datasetDigest,
            String trainer,
            List<String> dropped,
            Figures figures,
            @Nullable Figures championFigures,
            @Nullable Provenance provenance)
            implements Outcome {
        public Trained {
            dropped = List.copyOf(dropped);
        }
    }

    /// Nothing.
    ///
    /// @param reason one sentence
    record Failed(String reason) implements Outcome {}

    /// What shaped the model besides its rows.
    ///
    /// @param hyperparameters a JSON object
    /// @param libraries versions by name
    /// @param repeatable whether the trainer says that it makes the same bytes again
    /// @param search that found the hyperparameters; null: the pipeline says them
    record Provenance(
            String hyperparameters,
            long seed,
            Map<String, String> libraries,
            boolean repeatable,
            @Nullable SearchTrail search) {
        public Provenance {
            libraries = new TreeMap<>(libraries);
        }
    }

    /// A model's bytes.
    ///
    /// @param sha256 in hex
    /// @param size in bytes
    /// @param bytes null: a worker has stored them
    record Artifact(String sha256, long size, @Nullable ByteBuffer bytes) {
        public Artifact {
            bytes = bytes == null ? null : bytes.asReadOnlyBuffer();
        }

        /// Bytes and their own digest.
        public static Artifact of(ByteBuffer bytes) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(bytes.duplicate());
                return new Artifact(HexFormat.of().formatHex(digest.digest()), bytes.remaining(), bytes);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        /// Each caller gets a position of its own.
        @Override
        public @Nullable ByteBuffer bytes() {
            return bytes == null ? null : bytes.duplicate();
        }
    }
}
