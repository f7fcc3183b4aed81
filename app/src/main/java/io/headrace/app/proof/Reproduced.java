package io.headrace.app.proof;

import java.util.ArrayList;
import java.util.List;

/// A version as it came out once more: of the same rows, if all is well.
///
/// @param artifact what was made, or why nothing was
record Reproduced(Made artifact, String datasetDigest, Announced.Rows rows, String trainer) {

    /// What the trainer made.
    sealed interface Made {

        /// A model.
        ///
        /// @param dropped names of constant or dependent columns
        record Model(String sha256, int length, List<String> dropped, Announced.Figures figures) implements Made {
            public Model {
                dropped = List.copyOf(dropped);
            }
        }

        /// A model, of which the bytes say all.
        record Bytes(String sha256, int length) implements Made {}

        /// Nobody asked the trainer: only workers run it.
        record Elsewhere() implements Made {}

        /// No model.
        ///
        /// @param reason one sentence
        record Nothing(String reason) implements Made {}
    }

    /// What differs from what was announced, a sentence each; none: it is the same version, bit by bit.
    List<String> differences(Announced said) {
        List<String> differences = new ArrayList<>();
        differ(differences, "digest: the rows", said.training().datasetDigest(), datasetDigest);
        differ(differences, "rows:", said.training().rows(), rows);
        differ(differences, "trainer:", said.training().trainer(), trainer);
        switch (artifact) {
            case Made.Elsewhere _ -> {}
            case Made.Bytes(String sha256, int length) -> bytes(differences, said, sha256, length);
            case Made.Nothing nothing -> differences.add("bytes: no model comes of it: " + nothing.reason());
            case Made.Model model -> {
                bytes(differences, said, model.sha256(), model.length());
                differ(differences, "dropped columns:", said.training().dropped(), model.dropped());
                differ(differences, "figures:", said.training().figures(), model.figures());
            }
        }
        return differences;
    }

    private static void bytes(List<String> differences, Announced said, String sha256, int length) {
        if (!said.artifact().sha256().equals(sha256)) {
            differences.add("bytes: the event says %d bytes with SHA-256 %s, now there are %d with %s"
                    .formatted(said.artifact().length(), said.artifact().sha256(), length, sha256));
        }
    }

    private static void differ(List<String> differences, String what, Object said, Object now) {
        if (!said.equals(now)) {
            differences.add("%s the event says %s, now %s".formatted(what, said, now));
        }
    }
}
