package io.headrace.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ArtifactTest {

    /// Of "abc", from FIPS 180-2.
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void keepsBytesOfTheRightDigest() {
        assertThat(Artifact.verified("a model", bytes("abc"), ABC).bytes())
                .asString()
                .isEqualTo("abc");
    }

    @Test
    void namesWhatIsDamagedAndBothDigests() {
        assertThatThrownBy(() -> Artifact.verified("house-price v3", bytes("abd"), ABC))
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("house-price v3 has 3 bytes with SHA-256 a52d159f")
                .hasMessageContaining(ABC);
    }

    @Test
    void cannotBeChangedByWhoeverGotIt() {
        Artifact artifact = Artifact.verified("a model", bytes("abc"), ABC);
        artifact.bytes()[0] = 'x';
        assertThat(artifact.bytes()).asString().isEqualTo("abc");
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
