package io.headrace.app.commands;

/// What `why` asks PostgreSQL.
final class WhyQueries {

    /// What training considered, a row each: revisions, runs, what was held, and answers to who asked for a run.
    private static final String CONSIDERED = """
            select decided_at as at, sequence, 'REVISION' as what, revision, null::bigint as version, null::bigint as cut,
                   null as trigger, null::bigint as changes, null::bigint as rows, spec -> 'trigger' as policy,
                   null as outcome, author as sentence, pipeline, event_id
            from headrace_registry.pipeline_revision where outcome = 'ACCEPTED'
            union all
            select m.trained_at, m.sequence, 'RUN', m.revision, m.version, m.cut, m.trigger, m.changes,
                   m.train_rows + m.test_rows, r.spec -> 'trigger', v.state,
                   coalesce(v.dismissal, case when v.state in ('REJECTED', 'OUTDATED') then v.validation_sentence end),
                   m.pipeline, m.event_id
            from headrace_registry.model_version as m
            join headrace_registry.version as v on v.pipeline = m.pipeline and v.version = m.version
            left join headrace_registry.pipeline_revision as r
                   on r.pipeline = m.pipeline and r.revision = m.revision and r.outcome = 'ACCEPTED'
            union all
            select f.failed_at, f.sequence, 'FAILED', f.revision, null, f.cut, f.trigger, f.changes, null,
                   r.spec -> 'trigger', null, f.reason, f.pipeline, f.event_id
            from headrace_registry.run_failure as f
            left join headrace_registry.pipeline_revision as r
                   on r.pipeline = f.pipeline and r.revision = f.revision and r.outcome = 'ACCEPTED'
            union all
            select held_at, sequence, 'HELD', null, null, cut, null, pending, rows, null, null, reason, pipeline, event_id
            from headrace_registry.training_held
            union all
            select told_at, sequence, outcome, revision, null, cut, null, null, null, null, null, sentence, pipeline, event_id
            from headrace_registry.expectation
            union all
            select answered_at, sequence, 'ASKED', null, null, null, null, null, null, null, null,
                   asked_by || ': ' || sentence, pipeline, event_id
            from headrace_registry.training_answer
            """;

    /// Of a pipeline, from a time to another, the last ones, oldest first.
    static final String OF_PIPELINE = "select * from (select * from (" + CONSIDERED + ") as considered"
            + " where pipeline = ? and at >= ?::timestamptz and at <= ?::timestamptz"
            + " order by at desc, sequence desc limit ?) as last order by at, sequence";

    static final String STATE = "select state::text as state from headrace.training_state where pipeline = ?";

    private WhyQueries() {}
}
