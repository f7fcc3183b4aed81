package io.headrace.app.commands;

/// What `status` asks PostgreSQL.
final class StatusQueries {

    /// WAL that a slot keeps cannot be removed: the first thing that fills a disk.
    static final String SLOTS = """
            select slot_name as slot, active, wal_status,
                   pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)) as wal_kept,
                   pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::bigint as wal_kept_bytes
            from pg_replication_slots where database = current_database() and slot_type = 'logical' order by 1
            """;

    static final String INCIDENTS = """
            select incident, state, occurrences, sentence, opened_at, acknowledged_by
            from headrace_registry.open_incident order by opened_at
            """;

    static final String TROUBLES =
            "select source, kind, sentence, since from headrace_registry.source_trouble where until is null order by since";

    static final String PIPELINES = """
            select pipeline, revision, production_version as production, rmse, newest_version as newest,
                   newest_state as state, pending_versions as pending, waits_for, held_by,
                   training_held as no_run_because, run_failure, refused_for
            from headrace_registry.pipeline_status where not deleted order by pipeline
            """;

    /// From COMMIT to the decision to deploy, of the last 100 deployments that data brought about.
    static final String FRESHNESS = """
            select pipeline, count(*) as deployments,
                   round(percentile_cont(0.5) within group (order by ms)::numeric, 1)::float8 as p50_ms,
                   round(percentile_cont(0.99) within group (order by ms)::numeric, 1)::float8 as p99_ms,
                   max(deployed_at) as last
            from (select pipeline, deployed_at, extract(epoch from deployed_at - committed_at) * 1000 as ms,
                         row_number() over (partition by pipeline order by deployment desc) as age
                  from headrace_registry.deployment where reason = 'AUTOMATIC') as deployed
            where age <= 100 group by pipeline order by pipeline
            """;

    private StatusQueries() {}
}
