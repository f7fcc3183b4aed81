package io.headrace.app.bench;

import io.headrace.app.timing.Percentiles;
import java.util.List;

/// What a bench of the loop tells, beside four bare hops.
final class LoopReadings {

    private static final int HOPS = 4;
    private static final Aim PACED_P50 = Aim.atMost(40);
    private static final Aim PACED_P99 = Aim.atMost(150);
    private static final Aim BACK_TO_BACK_P50 = Aim.atMost(120);
    private static final Aim IDLE = Aim.atMost(0.4);

    private LoopReadings() {}

    /// @param hop a bare one
    /// @param idleCores how much of one core everything used while nothing happened
    static List<Reading> of(Loop.Latencies latencies, Percentiles hop, double idleCores) {
        Percentiles one = latencies.paced();
        Percentiles burst = latencies.backToBack();
        Percentiles four = latencies.pacedFour();
        Percentiles burstOfFour = latencies.backToBackFour();
        return List.of(
                Reading.of("paced_p50_ms", "one pipeline, paced, p50, ms (bare: four hops)", one.p50Ms())
                        .beside(HOPS * hop.p50Ms())
                        .aimingAt(PACED_P50),
                Reading.of("paced_p90_ms", "one pipeline, paced, p90, ms", one.p90Ms()),
                Reading.of("paced_p99_ms", "one pipeline, paced, p99, ms", one.p99Ms())
                        .aimingAt(PACED_P99),
                Reading.of("back_to_back_p50_ms", "one pipeline, back to back, p50, ms", burst.p50Ms())
                        .aimingAt(BACK_TO_BACK_P50),
                Reading.of("back_to_back_p99_ms", "one pipeline, back to back, p99, ms", burst.p99Ms()),
                Reading.of("four_paced_p50_ms", "four pipelines, paced, p50, ms", four.p50Ms()),
                Reading.of("four_paced_p99_ms", "four pipelines, paced, p99, ms", four.p99Ms()),
                Reading.of("four_back_to_back_p50_ms", "four pipelines, back to back, p50, ms", burstOfFour.p50Ms()),
                Reading.of("four_back_to_back_p99_ms", "four pipelines, back to back, p99, ms", burstOfFour.p99Ms()),
                Reading.of("idle_cores", "idle, all of `up`, cores", idleCores).aimingAt(IDLE));
    }
}
