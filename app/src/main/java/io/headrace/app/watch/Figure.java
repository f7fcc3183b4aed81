package io.headrace.app.watch;

import io.headrace.app.commands.Row;
import io.headrace.app.watch.Metric.Point;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;

/// A figure that Headrace's own tables say, so that no restart sets it back.
///
/// @param query its column `value` is the figure, the others are the labels
record Figure(Metric metric, String query) {

    static final List<Figure> ALL = List.of(
            gauge(
                    "headrace_slot_wal_kept_bytes",
                    "WAL that a replication slot keeps from being removed",
                    List.of("slot"),
                    """
                    select slot_name as slot, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn) as value
                    from pg_replication_slots where slot_name like 'headrace%' and restart_lsn is not null"""),
            gauge(
                    "headrace_slot_wal_limit_bytes",
                    "WAL that PostgreSQL keeps for a slot before it gives the slot up (max_slot_wal_keep_size); none where there is no limit",
                    List.of("slot"),
                    """
                    select s.slot_name as slot, l.setting::bigint * 1048576 as value
                    from pg_replication_slots s join pg_settings l on l.name = 'max_slot_wal_keep_size'
                    where s.slot_name like 'headrace%' and l.setting::bigint >= 0"""),
            gauge("headrace_slot_behind_bytes", "WAL that capture has not put into topics yet", List.of("slot"), """
                    select slot_name as slot, pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn) as value
                    from pg_replication_slots where slot_name like 'headrace%' and confirmed_flush_lsn is not null"""),
            gauge("headrace_slot_active", "1 where capture reads the slot, else 0", List.of("slot"), """
                    select slot_name as slot, active::int as value
                    from pg_replication_slots where slot_name like 'headrace%'"""),
            counter("headrace_runs", "Runs by what came of them", List.of("pipeline", "outcome"), """
                    select pipeline, outcome, sum(runs) as value
                    from (select pipeline, 'trained' as outcome, 1 as runs from headrace_registry.model_version
                          union all
                          select pipeline, 'failed', 1 from headrace_registry.run_failure
                          union all -- from 0 on, or the first would be no increase
                          select pipeline, outcome, 0 from headrace_registry.pipeline_status,
                                 (values ('trained'), ('failed')) outcomes (outcome)
                          where not deleted) as all_runs
                    group by 1, 2"""),
            counter("headrace_validations", "Validations by outcome", List.of("pipeline", "outcome"), """
                    select pipeline, outcome, sum(validations) as value
                    from (select pipeline, lower(outcome) as outcome, 1 as validations from headrace_registry.validation
                          union all -- from 0 on, as runs are
                          select pipeline, outcome, 0 from headrace_registry.pipeline_status,
                                 (values ('accepted'), ('rejected')) outcomes (outcome)
                          where not deleted) as all_validations
                    group by 1, 2"""),
            counter(
                    "headrace_gate_failures",
                    "Gates that challengers did not pass",
                    List.of("pipeline", "metric"),
                    """
                    select pipeline, metric, sum(failures) as value
                    from (select v.pipeline, gate ->> 'metric' as metric, 1 as failures
                          from headrace_registry.validation v, jsonb_array_elements(v.gates) gate
                          where v.outcome = 'REJECTED' and not (gate ->> 'passed')::boolean
                          union all -- from 0 on, as runs are
                          select p.pipeline, metric #>> '{}', 0
                          from headrace_registry.pipeline p, jsonb_path_query(p.spec, '$.gates[*].metric') metric
                          where not p.deleted) as all_gates
                    group by 1, 2"""),
            gauge(
                    "headrace_refused_rows",
                    "Rows that the newest version was trained without, by reason",
                    List.of("pipeline", "reason"),
                    """
                    select p.pipeline, refused.key as reason, refused.value::bigint as value
                    from headrace_registry.pipeline_status p
                    join headrace_registry.model_version m
                      on m.pipeline = p.pipeline and m.version = p.newest_version
                    cross join jsonb_each_text(m.refused_rows) refused
                    where not p.deleted"""),
            counter("headrace_deployments", "Deployments by reason", List.of("pipeline", "reason"), """
                    select pipeline, lower(reason) as reason, count(*) as value
                    from headrace_registry.deployment group by 1, 2"""),
            gauge("headrace_production_version", "The version in production", List.of("pipeline"), """
                    select pipeline, production_version as value from headrace_registry.pipeline_status
                    where production_version is not null and not deleted"""),
            gauge(
                    "headrace_production_data_age_seconds",
                    "Since the commit that the version in production was trained up to",
                    List.of("pipeline"),
                    """
                    select p.pipeline, extract(epoch from clock_timestamp() - m.committed_at) as value
                    from headrace_registry.pipeline_status p
                    join headrace_registry.model_version m
                      on m.pipeline = p.pipeline and m.version = p.production_version
                    where not p.deleted"""),
            gauge(
                    "headrace_open_incidents",
                    "Incidents that are neither resolved nor acknowledged",
                    List.of(),
                    "select count(*) as value from headrace_registry.open_incident where acknowledged_by is null"),
            gauge("headrace_open_troubles", "Troubles of sources that are not over", List.of("source"), """
                    select source, count(*) filter (where until is null) as value
                    from headrace_registry.source_trouble group by 1"""));

    private static Figure counter(String name, String help, List<String> labels, String query) {
        return new Figure(Metric.counter(name, labels, help), query);
    }

    private static Figure gauge(String name, String help, List<String> labels, String query) {
        return new Figure(Metric.gauge(name, labels, help), query);
    }

    /// What Prometheus gets of the query's rows.
    MetricSnapshot of(List<Row> rows) {
        return metric.of(rows.stream()
                .map(row -> new Point(
                        row.real("value"),
                        metric.labels().stream().map(row::text).toList()))
                .toList());
    }
}
