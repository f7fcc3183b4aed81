package io.headrace.lineage.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// Ids of runs.
final class RunIds {

    /// Of Headrace's runs, for names in it.
    private static final UUID NAMESPACE = UUID.fromString("6f1c2b5e-2f0a-4a53-9d53-0c6a3c1f9b7e");

    private RunIds() {}

    /// A UUID of version 5 (RFC 9562, section 5.5): the same for the same run, whoever works it out, whenever.
    ///
    /// @param namespace of the job
    /// @param run unique in the pipeline
    static UUID of(String namespace, String pipeline, String run) {
        byte[] name = "%s\n%s\n%s".formatted(namespace, pipeline, run).getBytes(StandardCharsets.UTF_8);
        MessageDigest sha1;
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
        sha1.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .array());
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name));
        long high = (hash.getLong() & ~0xF000L) | 0x5000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
