package io.headrace.exact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LtHashTest {

    @Test
    void anyOrderOfAddsAndRemovesGivesTheSameDigest() {
        long seed = new Random().nextLong();
        Random random = GramMatrixTest.seeded(seed);
        LtHash once = new LtHash();
        List<Runnable> changes = new ArrayList<>();
        LtHash left = new LtHash();
        LtHash right = new LtHash();
        for (int i = 0; i < 200; i++) {
            byte[] row = ("row" + i % 150).getBytes(UTF_8);
            byte[] passing = ("passing" + i).getBytes(UTF_8);
            once.add(row);
            changes.add(() -> left.add(row));
            changes.add(() -> left.remove(passing));
            changes.add(() -> right.add(passing));
        }
        Collections.shuffle(changes, random);
        changes.forEach(Runnable::run);

        assertThat(left.plus(right)).as("seed %d", seed).isEqualTo(once);
        assertThat(left.sha256()).isEqualTo(once.sha256());
        assertThat(LtHash.fromBytes(left.toBytes())).isEqualTo(once);
    }

    @Test
    void differentElementsAndCountsGiveDifferentDigests() {
        LtHash one = new LtHash().add(new byte[] {1});
        assertThat(one).isNotEqualTo(new LtHash());
        assertThat(one).isNotEqualTo(new LtHash().add(new byte[] {2}));
        assertThat(one).isNotEqualTo(new LtHash().add(new byte[] {1}).add(new byte[] {1}));
        assertThat(one.remove(new byte[] {1})).isEqualTo(new LtHash());
    }

    @Test
    void theDigestIsTheSameOnEveryMachineAndRelease() {
        // SHA-256 of 2048 zeros, then of one element's expansion: computed with Python's hashlib and OpenSSL's AES.
        assertThat(new LtHash().sha256()).isEqualTo("e5a00aa9991ac8a5ee3109844d84a55583bd20572ad3ffcd42792f3c36b183ad");
        assertThat(new LtHash().add("headrace".getBytes(UTF_8)).sha256())
                .isEqualTo("e91fb55ba2f9c0d3e9de1c197f0e8114f8da11ae96833005b3d87217cae3dba6");
    }

    @Test
    void aRowIsEncodedByNameKindAndValue() {
        RowEncoding encoding = new RowEncoding(List.of("b", "a"));
        byte[] row = encoding.encode(List.of(Cell.of(1.0), Cell.of("x")));

        assertThat(row).isEqualTo(new RowEncoding(List.of("a", "b")).encode(List.of(Cell.of("x"), Cell.of(1.0))));
        assertThat(row).isEqualTo(new byte[] {
            0, 0, 0, 2, 0, 0, 0, 1, 'a', 4, 0, 0, 0, 1, 'x', 0, 0, 0, 1, 'b', 1, 0x3f, (byte) 0xf0, 0, 0, 0, 0, 0, 0
        });
        assertThat(encoding.encode(List.of(Cell.of(0.0), Cell.of(true))))
                .isEqualTo(encoding.encode(List.of(Cell.of(-0.0), Cell.of(true))))
                .isNotEqualTo(encoding.encode(List.of(Cell.of(0.0), Cell.of(false))))
                .isNotEqualTo(encoding.encode(List.of(Cell.MISSING, Cell.of(true))));
    }
}
