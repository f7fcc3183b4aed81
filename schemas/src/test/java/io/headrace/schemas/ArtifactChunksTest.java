package io.headrace.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.events.ArtifactChunk;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArtifactChunksTest {

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "524288, 1", "524289, 2", "1300000, 3"})
    void putTogetherAreTheBytes(int size, int count) {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);

        List<ArtifactChunk> chunks = ArtifactChunks.of("house-price", "ab", ByteBuffer.wrap(bytes));
        ByteArrayOutputStream together = new ByteArrayOutputStream();
        chunks.forEach(chunk -> {
            byte[] part = new byte[chunk.getBytes().remaining()];
            chunk.getBytes().duplicate().get(part);
            together.writeBytes(part);
        });
        assertThat(together.toByteArray()).isEqualTo(bytes);
        assertThat(chunks)
                .hasSize(count)
                .allSatisfy(chunk -> assertThat(chunk.getCount()).isEqualTo(count))
                .extracting(ArtifactChunk::getNumber)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void areNamedByAKeyThatIsReadAsItIsWritten() {
        ArtifactChunks.Key key = new ArtifactChunks.Key("house-price", "ab12", 7);
        assertThat(key).hasToString("house-price/ab12/7");
        assertThat(ArtifactChunks.Key.parse("house-price/ab12/7")).isEqualTo(key);
        assertThatThrownBy(() -> ArtifactChunks.Key.parse("house-price"))
                .hasMessage("'house-price' names no chunk: that is pipeline/sha256/number");
    }
}
