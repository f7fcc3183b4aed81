package io.headrace.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ReplayReadingsTest {

    private static Map<String, Reading> readings() {
        ReplayReadings readings = new ReplayReadings(1_000);
        readings.bare(90);
        readings.bare(100);
        readings.bare(400);
        readings.restarted(11, 19);
        readings.up().add(new Recovery.Seconds(1, 2, 3), 300);
        readings.up().add(new Recovery.Seconds(2, 4, 30), 900);
        readings.up().add(new Recovery.Seconds(3, 6, 9), 500);
        readings.services().add(new Recovery.Seconds(0, 7, 11), 200);
        readings.rebuilt(60, 250);
        return readings.all().stream().collect(Collectors.toMap(Reading::name, Function.identity()));
    }

    @Test
    void aRebuildIsComparedWithTheMiddleOfTheConsumers() {
        Reading rebuilt = of(readings(), "rebuild_rows_per_s");
        assertThat(rebuilt.ratio()).isEqualTo(0.6);
        assertThat(rebuilt.held()).isTrue();
    }

    @Test
    void theMiddleOfTheKillsCountsAndTheMostMemoryOfAny() {
        Map<String, Reading> readings = readings();
        assertThat(of(readings, "up_killed_committed_s").measured()).isEqualTo(2);
        assertThat(of(readings, "up_killed_version_s").measured()).isEqualTo(4);
        assertThat(of(readings, "up_killed_decided_s").measured()).isEqualTo(9);
        assertThat(of(readings, "up_killed_decided_s").held()).isTrue();
        assertThat(of(readings, "up_resident_mb").measured()).isEqualTo(900);
        assertThat(of(readings, "rebuild_resident_mb").measured()).isEqualTo(250);
    }

    @Test
    void eachProcessHasItsOwnReadingsAndAims() {
        Map<String, Reading> readings = readings();
        assertThat(of(readings, "services_killed_decided_s").measured()).isEqualTo(11);
        assertThat(of(readings, "services_killed_decided_s").held()).isFalse();
        assertThat(of(readings, "services_resident_mb").measured()).isEqualTo(200);
        assertThat(of(readings, "stopped_s").held()).isFalse();
        assertThat(of(readings, "started_s").held()).isTrue();
    }

    private static Reading of(Map<String, Reading> readings, String name) {
        return Objects.requireNonNull(readings.get(name), name);
    }
}
