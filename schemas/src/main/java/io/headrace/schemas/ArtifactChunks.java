package io.headrace.schemas;

import io.headrace.events.ArtifactChunk;
import io.headrace.events.ModelVersion;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// How an artifact's bytes go through [Topics#ARTIFACT]: in chunks that every broker takes by its defaults.
public final class ArtifactChunks {

    /// The last word of their topic.
    public static final String AGGREGATE_TYPE = "artifact";

    /// The most bytes that a record of [Topics#LIVE] holds inline.
    public static final int INLINE_MAX = 256 << 10;

    /// Bytes of a chunk; the last one of an artifact may have fewer.
    static final int SIZE = 512 << 10;

    private ArtifactChunks() {}

    /// Names a chunk; as text it is the key of its record.
    public record Key(String pipeline, String sha256, int number) {

        /// Reads what [#toString] wrote. No pipeline has a slash in its name.
        public static Key parse(String text) {
            String[] parts = text.split("/", -1);
            if (parts.length != 3) {
                throw new IllegalArgumentException(
                        "'%s' names no chunk: that is pipeline/sha256/number".formatted(text));
            }
            return new Key(parts[0], parts[1], Integer.parseInt(parts[2]));
        }

        @Override
        public String toString() {
            return "%s/%s/%d".formatted(pipeline, sha256, number);
        }
    }

    /// The key of a chunk.
    public static Key key(ArtifactChunk chunk) {
        return new Key(chunk.getPipeline(), chunk.getSha256(), chunk.getNumber());
    }

    /// An artifact in its chunks, one at least.
    ///
    /// @param sha256 of the bytes, in hex
    public static List<ArtifactChunk> of(String pipeline, String sha256, ByteBuffer bytes) {
        ByteBuffer left = bytes.duplicate();
        int count = Math.max(1, Math.ceilDiv(left.remaining(), SIZE));
        List<ArtifactChunk> chunks = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            ByteBuffer part = left.slice(left.position(), Math.min(SIZE, left.remaining()));
            left.position(left.position() + part.remaining());
            chunks.add(new ArtifactChunk(pipeline, sha256, number, count, part));
        }
        return chunks;
    }

    /// Whether a version's event holds its bytes, as those of release 0.1.0 do.
    public static boolean isInline(ModelVersion model) {
        return model.getArtifact().hasRemaining();
    }

    /// How many bytes a version's artifact has, wherever they are.
    public static long size(ModelVersion model) {
        return isInline(model) ? model.getArtifact().remaining() : model.getSize();
    }
}
