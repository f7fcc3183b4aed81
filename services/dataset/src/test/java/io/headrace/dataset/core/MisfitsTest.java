package io.headrace.dataset.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MisfitsTest {

    private static final int EXPECTATIONS = 5;

    @Test
    void addUpInAnyOrder() {
        long seed = Long.getLong("headrace.seed", System.nanoTime());
        System.out.printf("seed %d (repeat with -Dheadrace.seed=%d)%n", seed, seed);
        Random random = new Random(seed);
        Misfits whole = new Misfits(EXPECTATIONS);
        List<Misfits> parts = new ArrayList<>();
        for (long offset = 0; offset < 400; offset++) {
            if (offset % 7 == 0) {
                parts.add(new Misfits(EXPECTATIONS));
            }
            RowPlace at = new RowPlace(1 + random.nextInt(30), random.nextInt(3), offset);
            long broken = random.nextLong(1L << EXPECTATIONS);
            int sign = random.nextInt(3) == 0 ? -1 : 1;
            for (Misfits misfits : List.of(whole, parts.getLast())) {
                misfits.count(broken, sign);
                misfits.note(sign == 1 ? broken : 0, at);
            }
        }
        Collections.shuffle(parts, random);
        Misfits sum = new Misfits(EXPECTATIONS);
        parts.forEach(sum::plus);

        assertThat(sum).as("seed %d", seed).isEqualTo(whole);
        assertThat(whole.places(0)).hasSizeLessThanOrEqualTo(Misfits.PLACES_MAX);
    }

    @Test
    void keepTheFirstPlacesOfTheNewestCut() {
        Misfits misfits = new Misfits(1);
        for (long offset : new long[] {9, 8, 4, 6}) {
            misfits.note(1, new RowPlace(2, 0, offset));
        }
        misfits.note(1, new RowPlace(1, 0, 1));
        misfits.note(1, null);

        assertThat(misfits.places(0)).extracting(RowPlace::offset).containsExactly(4L, 6L, 8L);

        misfits.note(1, new RowPlace(3, 1, 2));

        assertThat(misfits.places(0)).containsExactly(new RowPlace(3, 1, 2));
    }
}
