package io.headrace.dataset.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// Which split a row belongs to: fixed for ever, and the same wherever it is computed.
///
/// The texts, each followed by a zero byte, are hashed with SHA-256. The first 53 bits of the digest, as a number from
/// 0 to 1, fall below the test share or not. So a larger share keeps the rows that a smaller one had. Not thread-safe.
public final class Split {

    private static final double UNIT = 0x1p-53;

    private final MessageDigest digest;

    public Split() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK lacks SHA-256, which every JDK must have", e);
        }
    }

    /// Where the row with these texts stands, from 0 to 1 without it: below the test share it is in the test split.
    public double place(List<String> texts) {
        for (String text : texts) {
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        long bits = ByteBuffer.wrap(digest.digest()).getLong() >>> 11;
        return bits * UNIT;
    }
}
