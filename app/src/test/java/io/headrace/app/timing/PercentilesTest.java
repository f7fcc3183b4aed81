package io.headrace.app.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PercentilesTest {

    @Test
    void areTakenByNearestRank() {
        List<Long> nanos =
                LongStream.rangeClosed(1, 200).mapToObj(ms -> ms * 1_000_000).toList();

        assertThat(Percentiles.of(nanos)).isEqualTo(new Percentiles(100.0, 180.0, 198.0, 200));
    }

    @Test
    void doNotDependOnTheOrder() {
        assertThat(Percentiles.of(List.of(30_000_000L, 10_000_000L, 20_000_000L)))
                .isEqualTo(new Percentiles(20.0, 30.0, 30.0, 3));
    }

    @Test
    void ofOneMeasurementAreThatMeasurement() {
        assertThat(Percentiles.of(List.of(1_260_000L))).isEqualTo(new Percentiles(1.3, 1.3, 1.3, 1));
    }

    @Test
    void ofNothingAreNoNumbers() {
        assertThat(Percentiles.of(List.of())).isEqualTo(new Percentiles(Double.NaN, Double.NaN, Double.NaN, 0));
    }
}
