package io.headrace.lineage.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

final class RunIdsTest {

    @Test
    void isAUuidOfVersion5() {
        UUID id = RunIds.of("headrace", "house-price", "7@2026-01-31T12:00:00Z");
        assertThat(id.version()).isEqualTo(5);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void isAnotherForAnotherRunPipelineOrNamespace() {
        assertThat(RunIds.of("headrace", "house-price", "7@a"))
                .isNotEqualTo(RunIds.of("headrace", "house-price", "8@a"))
                .isNotEqualTo(RunIds.of("headrace", "rent", "7@a"))
                .isNotEqualTo(RunIds.of("team-a", "house-price", "7@a"));
    }
}
