-- Views over all that the registry holds. They are made again, behind all other migrations, whenever this file changes: a
-- new topic is one more branch here, and no second copy.

CREATE OR REPLACE VIEW headrace_registry.version AS
SELECT m.pipeline, m.version, m.revision, m.trained_at, m.trigger, m.changes, m.source, m.cut, m.commit_lsn,
       m.committed_at, m.train_rows, m.test_rows, m.refused_rows, m.dropped_columns, m.rmse, m.r2, m.mean_error,
       m.champion_version, m.champion_rmse, m.trainer, m.dataset_digest, m.sha256, m.artifact_bytes,
       v.outcome AS validation, v.gates, v.sentence AS validation_sentence, v.validated_at,
       p.waits_for,
       d.deployment, d.deployed_at, d.until, d.reason, d.asked_by,
       CASE WHEN d.deployment IS NOT NULL AND d.until IS NULL THEN 'IN_PRODUCTION'
            WHEN m.version <= w.through THEN 'WITHDRAWN'
            WHEN p.version IS NOT NULL THEN 'PENDING'
            WHEN d.deployment IS NOT NULL THEN 'REPLACED'
            WHEN x.version IS NOT NULL THEN 'DISMISSED'
            WHEN v.outcome IS NOT NULL THEN v.outcome
            ELSE 'TRAINED' END AS state,
       x.sentence AS dismissal,
       coalesce(m.version <= w.through, false) AS withdrawn,
       g.pruned_at, m.provenance, m.figures, m.slices, m.code_version
FROM headrace_registry.model_version AS m
LEFT JOIN headrace_registry.validation AS v USING (pipeline, version)
LEFT JOIN headrace_registry.pending AS p ON p.pipeline = m.pipeline AND p.version = m.version AND p.until IS NULL
LEFT JOIN headrace_registry.pending AS x ON x.pipeline = m.pipeline AND x.version = m.version AND x.outcome = 'DISMISSED'
LEFT JOIN (SELECT DISTINCT ON (pipeline, version) * FROM headrace_registry.production
           ORDER BY pipeline, version, deployment DESC) AS d ON d.pipeline = m.pipeline AND d.version = m.version
LEFT JOIN (SELECT pipeline, max(through) AS through FROM headrace_registry.withdrawal GROUP BY pipeline) AS w
       ON w.pipeline = m.pipeline
LEFT JOIN (SELECT pipeline, unnest(versions) AS version, min(pruned_at) AS pruned_at
           FROM headrace_registry.pruning GROUP BY 1, 2) AS g ON g.pipeline = m.pipeline AND g.version = m.version;
COMMENT ON VIEW headrace_registry.version IS
    'Each model version with its validation and its last deployment; state: TRAINED, ACCEPTED, REJECTED, OUTDATED, PENDING, DISMISSED, IN_PRODUCTION, REPLACED, WITHDRAWN; pruned_at: since when its artifact is gone; provenance: of a model that a worker made';

CREATE OR REPLACE VIEW headrace_registry.job AS
SELECT q.pipeline, q.run, q.revision, q.version, q.trainer, q.hyperparameters, q.seed, q.trigger, q.changes, q.source,
       q.cut, q.train_rows, q.test_rows, q.queued_at, f.finished_at, f.worker, f.attempt, c.cancelled_at,
       CASE WHEN c.run IS NOT NULL THEN 'CANCELLED'
            WHEN f.failure IS NOT NULL THEN 'FAILED'
            WHEN f.run IS NOT NULL THEN 'MADE'
            ELSE 'QUEUED' END AS state,
       coalesce(c.reason, f.failure) AS sentence
FROM headrace_registry.run_queued AS q
LEFT JOIN headrace_registry.job_finished AS f USING (pipeline, run)
LEFT JOIN headrace_registry.run_cancelled AS c USING (pipeline, run);
COMMENT ON VIEW headrace_registry.job IS
    'Each run that workers make or made; state: QUEUED, MADE, FAILED, CANCELLED';
GRANT SELECT ON headrace_registry.job TO headrace_reader, headrace_service;

COMMENT ON VIEW headrace_registry.open_incident IS
    'The incidents whose cause is not gone yet';

CREATE OR REPLACE VIEW headrace_registry.history AS
SELECT decided_at AS at, pipeline AS subject, 'PIPELINE_' || outcome AS what, NULL::bigint AS version,
       author AS asked_by,
       CASE outcome WHEN 'ACCEPTED' THEN 'revision ' || revision
                    WHEN 'REFUSED' THEN array_to_string(reasons, '; ')
                    ELSE '' END AS sentence, event_id
FROM headrace_registry.pipeline_revision
UNION ALL
SELECT trained_at, pipeline, 'MODEL_TRAINED', version, NULL,
       'at cut ' || cut || ' of ' || source || ' on ' || train_rows || ' rows, because of ' || trigger, event_id
FROM headrace_registry.model_version
UNION ALL
SELECT failed_at, pipeline, 'RUN_FAILED', NULL, NULL, reason, event_id FROM headrace_registry.run_failure
UNION ALL
SELECT queued_at, pipeline, 'RUN_QUEUED', version, NULL,
       'at cut ' || cut || ' of ' || source || ', by ' || trainer || ', because of ' || trigger, event_id
FROM headrace_registry.run_queued
UNION ALL
SELECT cancelled_at, pipeline, 'RUN_CANCELLED', NULL, NULL, reason, event_id FROM headrace_registry.run_cancelled
UNION ALL
SELECT held_at, pipeline, 'TRAINING_HELD', NULL, NULL, reason, event_id FROM headrace_registry.training_held
UNION ALL
SELECT told_at, pipeline, 'EXPECTATIONS_' || outcome, NULL, NULL, sentence, event_id FROM headrace_registry.expectation
UNION ALL
SELECT validated_at, pipeline, 'CHALLENGER_' || outcome, version, NULL, sentence, event_id
FROM headrace_registry.validation
UNION ALL
SELECT deployed_at, pipeline, 'MODEL_DEPLOYED', version, asked_by,
       'deployment ' || deployment || ', ' || lower(replace(reason, '_', ' ')), event_id
FROM headrace_registry.deployment
UNION ALL
SELECT since, pipeline, 'CHALLENGER_PENDING', version, NULL, 'waits for ' || lower(waits_for), event_id
FROM headrace_registry.pending
UNION ALL
SELECT until, pipeline, 'CHALLENGER_DISMISSED', version, asked_by, sentence, event_id
FROM headrace_registry.pending WHERE outcome = 'DISMISSED'
UNION ALL
SELECT since, pipeline, 'DEPLOYMENT_HELD', NULL, held_by, sentence, event_id FROM headrace_registry.held
UNION ALL
SELECT until, pipeline, 'DEPLOYMENT_RESUMED', NULL, resumed_by, '', event_id
FROM headrace_registry.held WHERE until IS NOT NULL
UNION ALL
SELECT opened_at, subject, 'INCIDENT_OPENED', NULL, NULL, incident || ': ' || sentence, event_id
FROM headrace_registry.incident
UNION ALL
SELECT resolved_at, subject, 'INCIDENT_RESOLVED', NULL, NULL, incident || ': ' || resolution, event_id
FROM headrace_registry.incident WHERE resolved_at IS NOT NULL
UNION ALL
SELECT since, source, 'SOURCE_TROUBLED', NULL, NULL, kind || ': ' || sentence, event_id
FROM headrace_registry.source_trouble
UNION ALL
SELECT until, source, 'SOURCE_RECOVERED', NULL, NULL, kind || ': ' || recovery, event_id
FROM headrace_registry.source_trouble WHERE recovery IS NOT NULL
UNION ALL
SELECT answered_at, pipeline, CASE WHEN accepted THEN 'REQUEST_ACCEPTED' ELSE 'REQUEST_REFUSED' END, NULL, asked_by,
       kind || ': ' || sentence, event_id
FROM headrace_registry.request
UNION ALL
SELECT decided_at, service, 'LETTER_' || outcome, NULL, asked_by, letter || ': ' || sentence, event_id
FROM headrace_registry.letter_outcome
UNION ALL
SELECT opened_at, pipeline, 'OBLIGATION_OPENED', NULL, NULL,
       'obligation ' || number || ': rows left the table by cut ' || cut || ' of ' || source || ', deadline ' || deadline,
       event_id
FROM headrace_registry.obligation
UNION ALL
SELECT until, pipeline, 'OBLIGATION_' || state, version, NULL, 'obligation ' || number, event_id
FROM headrace_registry.obligation WHERE until IS NOT NULL
UNION ALL
SELECT withdrawn_at, pipeline, 'VERSIONS_WITHDRAWN', through, NULL,
       'it and all before it were trained before cut ' || cut || ' of ' || source, event_id
FROM headrace_registry.withdrawal
UNION ALL
SELECT pruned_at, pipeline, 'ARTIFACTS_PRUNED', NULL, NULL,
       'of ' || cardinality(versions) || ' versions that were never deployed, ' || bytes || ' bytes', event_id
FROM headrace_registry.pruning;
