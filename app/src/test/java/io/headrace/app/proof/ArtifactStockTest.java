package io.headrace.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.app.proof.Announced.Kept;
import io.headrace.events.ArtifactChunk;
import io.headrace.schemas.ArtifactChunks;
import io.headrace.training.core.Outcome.Artifact;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ArtifactStockTest {

    private static final String HOUSES = "houses";

    private final ArtifactStock stock = new ArtifactStock();

    @Test
    void knowsTheDigestOfWhatCameWholeWhateverComesBetween() {
        Artifact large = random(1_200_000);
        Artifact other = random(600_000);
        List<ArtifactChunk> chunks = chunks(large);
        stock.take(chunks.getFirst());
        chunks(other).forEach(stock::take);
        chunks.subList(1, chunks.size()).forEach(stock::take);
        assertThat(stock.kept(HOUSES, large.sha256())).isEqualTo(new Kept.Bytes(large.sha256()));
        assertThat(stock.kept(HOUSES, other.sha256())).isEqualTo(new Kept.Bytes(other.sha256()));
        assertThat(stock.kept("gardens", large.sha256())).isEqualTo(new Kept.Missing());
    }

    @Test
    void missesWhatLacksAChunkOrWasRemoved() {
        Artifact large = random(1_200_000);
        List<ArtifactChunk> chunks = chunks(large);
        stock.take(chunks.getFirst());
        stock.take(chunks.getLast());
        assertThat(stock.kept(HOUSES, large.sha256())).isEqualTo(new Kept.Missing());
        chunks.forEach(stock::take);
        stock.remove(ArtifactChunks.key(chunks.getFirst()));
        assertThat(stock.kept(HOUSES, large.sha256())).isEqualTo(new Kept.Missing());
        chunks.forEach(stock::take);
        assertThat(stock.kept(HOUSES, large.sha256())).isEqualTo(new Kept.Bytes(large.sha256()));
    }

    private static List<ArtifactChunk> chunks(Artifact artifact) {
        return ArtifactChunks.of(HOUSES, artifact.sha256(), Objects.requireNonNull(artifact.bytes()));
    }

    private static Artifact random(int size) {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return Artifact.of(ByteBuffer.wrap(bytes));
    }
}
