package io.headrace.dataset.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class KeyOrderTest {

    @Test
    void integersAreOrderedByTheirSize() {
        assertOrdered(Kind.INTEGER, "-9223372036854775808", "-70", "-1", "0", "1", "64", "300", "9223372036854775807");
    }

    @Test
    void floatingNumbersAreOrderedByTheirSize() {
        assertOrdered(Kind.FLOATING, "-Infinity", "-2.5", "-1.0E-300", "0.0", "1.0E-300", "2.5", "10.0", "Infinity");
    }

    @Test
    void textsAreOrderedByTheirBytesAndComeBeforeWhatTheyBegin() {
        assertOrdered(Kind.TEXT, "", "\u0000", "a", "a\u0000", "a\u0000b", "a\u0001", "ab", "b", "ü", "日");
    }

    @Test
    void theFirstColumnThatDiffersDecides() {
        RowShape key = new RowShape(List.of("a", "b"), List.of(Kind.TEXT, Kind.INTEGER));

        assertThat(KeyOrder.bytes(key, List.of("x", "9")))
                .satisfies(nine -> assertThat(Arrays.compareUnsigned(nine, KeyOrder.bytes(key, List.of("x", "10"))))
                        .isNegative());
        assertThat(Arrays.compareUnsigned(
                        KeyOrder.bytes(key, List.of("x", "10")), KeyOrder.bytes(key, List.of("xa", "-1"))))
                .isNegative();
    }

    @Test
    void anyTwoIntegersAreOrderedAsLongIs() {
        long seed = Long.getLong("headrace.seed", System.nanoTime());
        System.out.printf("seed %d (repeat with -Dheadrace.seed=%d)%n", seed, seed);
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            long one = random.nextLong() >> random.nextInt(64);
            long other = random.nextLong() >> random.nextInt(64);
            assertThat(Integer.signum(Arrays.compareUnsigned(
                            bytes(Kind.INTEGER, Long.toString(one)), bytes(Kind.INTEGER, Long.toString(other)))))
                    .isEqualTo(Long.compare(one, other));
        }
    }

    private static void assertOrdered(Kind kind, String... texts) {
        for (int i = 1; i < texts.length; i++) {
            assertThat(Arrays.compareUnsigned(bytes(kind, texts[i - 1]), bytes(kind, texts[i])))
                    .as("%s before %s", texts[i - 1], texts[i])
                    .isNegative();
        }
    }

    private static byte[] bytes(Kind kind, String text) {
        return KeyOrder.bytes(new RowShape(List.of("id"), List.of(kind)), List.of(text));
    }
}
