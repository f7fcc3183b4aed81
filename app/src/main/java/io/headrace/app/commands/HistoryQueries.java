package io.headrace.app.commands;

/// What `history` asks PostgreSQL.
final class HistoryQueries {

    /// One deployment's way from the cut to production, a row each. A deployment that a request brought about has the
    /// request's id as its cause.
    private static final String DEPLOYMENTS = """
            select p.pipeline, p.deployment, p.version, p.previous_version, p.deployed_at as since, p.until, p.reason,
                   p.asked_by, p.event_id as deployed_event, d.causation as deployed_cause,
                   m.source, m.system_id, m.cut, m.commit_lsn, m.committed_at, m.dataset_digest, m.train_rows,
                   m.test_rows, m.refused_rows, m.revision, m.trainer, m.sha256, m.trigger, m.changes, m.trained_at,
                   m.rmse, m.r2, m.mean_error, m.figures, m.approval, m.event_id as trained_event,
                   m.causation as trained_cause,
                   c.words as trained_cause_words,
                   v.outcome, v.gates, v.sentence, v.validated_at, v.event_id as validated_event,
                   v.causation as validated_cause, v.champion_version,
                   w.waits_for, w.since as pending_since, w.event_id as pending_event, w.causation as pending_cause,
                   r.id as request, r.kind as request_kind, r.asked_by as request_by, r.answered_at as request_at,
                   r.sentence as request_sentence, h.sentence as held_sentence
            from headrace_registry.production as p
            join headrace_registry.deployment as d on d.event_id = p.event_id
            left join headrace_registry.model_version as m on m.pipeline = p.pipeline and m.version = p.version
            left join lateral (select case when m.causation ~ '%1$s' then m.causation::uuid end as id) as t on true
            left join lateral (select lower(replace(e.what, '_', ' ')) || coalesce(' v' || e.version, '') as words
                               from headrace_registry.history as e where e.event_id = t.id
                               union all
                               select a.kind || ' asked by ' || a.asked_by
                               from headrace_registry.request as a where a.id = t.id limit 1) as c on true
            left join headrace_registry.validation as v on v.pipeline = p.pipeline and v.version = p.version
            left join lateral (select * from headrace_registry.pending as w
                               where w.pipeline = p.pipeline and w.version = p.version and w.sequence < d.sequence
                               order by w.sequence desc limit 1) as w on true
            left join lateral (select * from headrace_registry.request as r
                               where r.accepted and r.id = case when d.causation ~ '%1$s' then d.causation::uuid end
                               limit 1) as r on true
            left join headrace_registry.held as h on h.pipeline = p.pipeline and h.causation = d.causation
            where p.pipeline = ?
            """.formatted("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$");

    static final String AS_OF = DEPLOYMENTS + " and p.during @> ?::timestamptz order by p.deployment desc limit 1";

    static final String LAST =
            "select * from (" + DEPLOYMENTS + " order by p.deployment desc limit ?) as last order by deployment";

    static final String FIRST_AT = "select min(deployed_at) as at from headrace_registry.deployment where pipeline = ?";

    private HistoryQueries() {}
}
