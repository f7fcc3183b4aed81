package io.headrace.deployment.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.deployment.core.Versions.Range;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class VersionsTest {

    @Test
    void joinsNeighbours() {
        assertThat(Versions.of(1).with(3).with(2).ranges()).containsExactly(new Range(1, 3));
    }

    @Test
    void showsTheNewestFewRanges() {
        Versions versions = Versions.of(1);
        for (long version = 3; version <= 15; version += 2) {
            versions = versions.with(version);
        }
        assertThat(versions).hasToString("…, 7, 9, 11, 13, 15");
        assertThat(Versions.of(1).with(2).with(5)).hasToString("1–2, 5");
    }

    @Test
    void behavesLikeASetOfNumbers() {
        Random random = new Random(7);
        Versions versions = Versions.of(50);
        TreeSet<Long> expected = new TreeSet<>(List.of(50L));
        for (int step = 0; step < 80; step++) {
            long version = random.nextLong(1, 100);
            versions = versions.with(version);
            expected.add(version);
            for (long probe = 0; probe <= 101; probe++) {
                assertThat(versions.contains(probe)).isEqualTo(expected.contains(probe));
                Long lower = expected.lower(probe);
                assertThat(versions.before(probe))
                        .isEqualTo(lower == null ? OptionalLong.empty() : OptionalLong.of(lower));
            }
            for (int i = 1; i < versions.ranges().size(); i++) {
                assertThat(versions.ranges().get(i).first())
                        .isGreaterThan(versions.ranges().get(i - 1).last() + 1);
            }
        }
    }
}
