package io.headrace.client;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Bytes of which the SHA-256 is known to be right.
final class Artifact {

    private final String sha256;
    private final byte[] bytes;

    private Artifact(String sha256, byte[] bytes) {
        this.sha256 = sha256;
        this.bytes = bytes;
    }

    /// Checks the bytes.
    ///
    /// @param name what they are, for the error
    /// @throws UnusableModelException if they have another digest
    static Artifact verified(String name, ByteBuffer content, String sha256) {
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        String actual = HexFormat.of().formatHex(digest().digest(bytes));
        if (!actual.equalsIgnoreCase(sha256)) {
            throw new UnusableModelException(
                    "%s has %d bytes with SHA-256 %s, but its event says %s: the record was damaged; deploy another version"
                            .formatted(name, bytes.length, actual, sha256));
        }
        return new Artifact(actual, bytes);
    }

    String sha256() {
        return sha256;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-256, which every Java platform must have", e);
        }
    }
}
