package io.headrace.app.proof;

import io.headrace.app.proof.Announced.Kept;
import io.headrace.events.ArtifactChunk;
import io.headrace.schemas.ArtifactChunks;
import io.headrace.schemas.Topics;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the topic of artifacts holds, by the digest that its bytes really have. Not thread-safe.
final class ArtifactStock {

    /// Artifacts whose chunks came in their order so far.
    private final Map<String, Growing> growing = new HashMap<>();

    private final Map<String, String> whole = new HashMap<>();

    /// @param next the number of the chunk that must come
    private record Growing(MessageDigest digest, int next) {}

    /// Reads it.
    static ArtifactStock read(Site site) {
        ArtifactStock stock = new ArtifactStock();
        site.messages(
                Topics.ARTIFACT,
                (message, offset) -> {
                    if (message instanceof ArtifactChunk chunk) {
                        stock.take(chunk);
                    }
                },
                key -> stock.remove(ArtifactChunks.Key.parse(key)));
        return stock;
    }

    /// Takes a chunk in.
    void take(ArtifactChunk chunk) {
        String name = name(chunk.getPipeline(), chunk.getSha256());
        @Nullable Growing before = chunk.getNumber() == 0 ? new Growing(sha256(), 0) : growing.remove(name);
        if (before == null || before.next() != chunk.getNumber()) {
            return;
        }
        before.digest().update(chunk.getBytes().duplicate());
        if (chunk.getNumber() + 1 == chunk.getCount()) {
            whole.put(name, HexFormat.of().formatHex(before.digest().digest()));
        } else {
            growing.put(name, new Growing(before.digest(), chunk.getNumber() + 1));
        }
    }

    /// Takes note that a chunk is gone.
    void remove(ArtifactChunks.Key chunk) {
        growing.remove(name(chunk.pipeline(), chunk.sha256()));
        whole.remove(name(chunk.pipeline(), chunk.sha256()));
    }

    /// What is there of an artifact.
    Kept kept(String pipeline, String sha256) {
        String own = whole.get(name(pipeline, sha256));
        return own == null ? new Kept.Missing() : new Kept.Bytes(own);
    }

    private static String name(String pipeline, String sha256) {
        return pipeline + "/" + sha256;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
