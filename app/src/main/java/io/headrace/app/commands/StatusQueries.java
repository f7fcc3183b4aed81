package io.headrace.app.commands;

/// What `status` asks PostgreSQL.
public final class StatusQueries {

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

    /// Of a pipeline's row in `pipeline_status`; null: runs are made.
    static final String NO_RUN_BECAUSE = """
            coalesce(training_held, case when revision is not null and newest_version is null and run_failure is null
                                         then 'no rows of it were read yet' end)""";

    static final String PIPELINES = """
            select pipeline, revision, production_version as production, rmse, figures, newest_version as newest,
                   coalesce(newest_state, case when revision is null then 'REFUSED' end) as state,
                   pending_versions as pending, waits_for, held_by,
                   %s as no_run_because, run_failure, refused_for
            from headrace_registry.pipeline_status where not deleted order by pipeline
            """.formatted(NO_RUN_BECAUSE);

    /// Deployments `d` that changed rows brought about, with their versions `m`.
    public static final String DEPLOYED_BY_CHANGES = """
            headrace_registry.deployment d
            join headrace_registry.model_version m using (pipeline, version)
            where d.reason = 'AUTOMATIC' and m.trigger in ('changes', 'share', 'quiet', 'max-wait')""";

    /// From COMMIT to the decision to deploy, of the last 100 deployments that changed rows brought about.
    static final String FRESHNESS = """
            select pipeline, count(*) as deployments,
                   round(percentile_cont(0.5) within group (order by ms)::numeric, 1) as p50_ms,
                   round(percentile_cont(0.99) within group (order by ms)::numeric, 1) as p99_ms,
                   max(deployed_at) as last
            from (select d.pipeline, d.deployed_at, extract(epoch from d.deployed_at - d.committed_at) * 1000 as ms,
                         row_number() over (partition by d.pipeline order by d.deployment desc) as age
                  from %s) as deployed
            where age <= 100 group by pipeline order by pipeline
            """.formatted(DEPLOYED_BY_CHANGES);

    private StatusQueries() {}
}
