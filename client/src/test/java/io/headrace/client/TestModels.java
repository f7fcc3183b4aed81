package io.headrace.client;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/// Models for tests outside this package.
public final class TestModels {

    private TestModels() {}

    /// The version of that number with that artifact.
    public static Model of(long version, byte[] artifact) throws NoSuchAlgorithmException {
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(artifact));
        Cut cut = new Cut("shop", "7301", version, version, Instant.EPOCH);
        return new Model(
                new Model.Deployment("id-" + version, version, Instant.EPOCH, Optional.empty()),
                new Model.Origin("house-price", version, 1, cut),
                Artifact.verified("a model", ByteBuffer.wrap(artifact), sha256));
    }
}
