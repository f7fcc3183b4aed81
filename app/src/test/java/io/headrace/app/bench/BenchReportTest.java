package io.headrace.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.app.bench.Loop.Latencies;
import io.headrace.app.timing.Percentiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BenchReportTest {

    private static final Percentiles BARE = new Percentiles(6.3, 8.0, 11.0, 1_000);
    private static final Percentiles CAPTURED = new Percentiles(9.1, 11.2, 17.5, 1_000);

    @Test
    void putsEachNumberBesideItsCounterpartAndItsAim() {
        StringWriter text = new StringWriter();

        report("hop", Hop.readings(CAPTURED, BARE)).print(new PrintWriter(text));

        assertThat(text.toString().lines())
                .containsExactly(
                        "",
                        "MEASURED                               HEADRACE   BARE   RATIO   AIM",
                        "COMMIT to row in a consumer, p50, ms       9.10   6.30    1.44   ratio ≤ 2   held",
                        "COMMIT to row in a consumer, p90, ms       11.2   8.00    1.40",
                        "COMMIT to row in a consumer, p99, ms       17.5   11.0    1.59",
                        "",
                        "on 2 cores, in 95 s; docs/how-to/measure.md says what each number means");
    }

    @Test
    void holdsWhereEveryAimIs() {
        assertThat(report("hop", Hop.readings(CAPTURED, BARE)).json())
                .containsEntry("bench", "hop")
                .containsEntry("cores", 2)
                .containsEntry("seconds", 95.4)
                .containsEntry("held", true);
        assertThat(report("hop", Hop.readings(BARE, new Percentiles(3, 3, 3, 1_000)))
                        .json())
                .containsEntry("held", false);
    }

    @Test
    void comparesTheLoopWithFourBareHops() {
        Percentiles loop = new Percentiles(28, 38, 76, 1_000);
        List<Reading> readings = LoopReadings.of(new Latencies(loop, loop, loop, loop), BARE, 0.3);

        assertThat(readings.getFirst().name()).isEqualTo("paced_p50_ms");
        assertThat(readings.getFirst().bare()).isEqualTo(4 * 6.3);
        assertThat(readings).extracting(Reading::held).doesNotContain(false);
    }

    @Test
    void comparesThroughputWithBothCounterparts() {
        Throughput.Rates rates = new Throughput.Rates();
        rates.dataset().add(20_000);
        rates.engine().add(40_000);
        rates.upsert().add(40_000);
        List<Reading> readings = Throughput.readings("", "a load", rates);

        assertThat(readings).extracting(Reading::ratio).containsExactly(0.5, 0.5);
        assertThat(readings).extracting(Reading::held).containsExactly(true, false);
    }

    private static BenchReport report(String name, List<Reading> readings) {
        return new BenchReport(name, 2, Duration.ofMillis(95_400), readings);
    }
}
