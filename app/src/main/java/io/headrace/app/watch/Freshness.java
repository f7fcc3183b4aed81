package io.headrace.app.watch;

import io.headrace.app.commands.Row;
import io.headrace.app.commands.StatusQueries;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// From COMMIT to the decision to deploy, of every deployment that changed rows brought about.
final class Freshness {

    private static final List<Double> BOUNDS = List.of(0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0, 600.0);

    static final String QUERY = """
            select pipeline, coalesce(sum(s), 0) as sum, count(*) as count, %s
            from (select d.pipeline, extract(epoch from d.deployed_at - d.committed_at) as s from %s) as deployed
            group by 1""".formatted(
                    IntStream.range(0, BOUNDS.size())
                            .mapToObj(i -> "count(*) filter (where s <= %s) as b%d".formatted(BOUNDS.get(i), i))
                            .collect(Collectors.joining(", ")),
                    StatusQueries.DEPLOYED_BY_CHANGES);

    private Freshness() {}

    static HistogramSnapshot of(List<Row> rows) {
        return new HistogramSnapshot(
                new MetricMetadata(
                        "headrace_commit_to_deployed_seconds",
                        "From COMMIT to the decision to deploy, where changed rows brought it about"),
                rows.stream().map(Freshness::point).toList());
    }

    private static HistogramDataPointSnapshot point(Row row) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        long below = 0;
        for (int i = 0; i < BOUNDS.size(); i++) {
            long upTo = row.number("b" + i);
            buckets.bucket(BOUNDS.get(i), upTo - below);
            below = upTo;
        }
        buckets.bucket(Double.POSITIVE_INFINITY, row.number("count") - below);
        return HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(buckets.build())
                .sum(row.real("sum"))
                .labels(Labels.of("pipeline", row.text("pipeline")))
                .build();
    }
}
