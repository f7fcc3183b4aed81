package io.headrace.worker.search;

import io.headrace.exact.Encoding;
import io.headrace.worker.inprocess.InProcessTrainer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// All that a trial's figures depend on.
///
/// @param rows digest of the dataset: of training and test rows together, so it says nothing of the split
record TrialKey(String rows, Encoding encoding, Search.Validation validation, InProcessTrainer trainer) {

    /// SHA-256, in hex.
    String text() {
        String all = String.join(
                "\n",
                rows,
                encoding.toString(),
                validation.toString(),
                trainer.name(),
                trainer.libraries().toString(),
                trainer.hyperparameters(),
                Long.toString(trainer.seed()));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
