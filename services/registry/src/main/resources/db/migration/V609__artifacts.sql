-- Artifacts lie in headrace.artifact, each once; here stands how large they are, and which are gone.

CREATE TABLE headrace_registry.pruning (
    event_id  uuid        PRIMARY KEY,
    sequence  bigint      NOT NULL,
    causation text,
    pipeline  text        NOT NULL,
    versions  bigint[]    NOT NULL,
    artifacts integer     NOT NULL,
    bytes     bigint      NOT NULL,
    pruned_at timestamptz NOT NULL
);
CREATE INDEX ON headrace_registry.pruning (pipeline);
COMMENT ON TABLE headrace_registry.pruning IS
    'headrace.training: versions that were never deployed and whose artifacts are gone';

GRANT SELECT ON headrace_registry.pruning TO headrace_reader, headrace_service;
GRANT INSERT, UPDATE, TRUNCATE ON headrace_registry.pruning TO headrace_service;

ALTER TABLE headrace_registry.model_version ADD COLUMN artifact_bytes integer;
UPDATE headrace_registry.model_version SET artifact_bytes = length(artifact);
ALTER TABLE headrace_registry.model_version ALTER COLUMN artifact_bytes SET NOT NULL;

-- The view must not need the column that goes.
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
       coalesce(m.version <= w.through, false) AS withdrawn
FROM headrace_registry.model_version AS m
LEFT JOIN headrace_registry.validation AS v USING (pipeline, version)
LEFT JOIN headrace_registry.pending AS p ON p.pipeline = m.pipeline AND p.version = m.version AND p.until IS NULL
LEFT JOIN headrace_registry.pending AS x ON x.pipeline = m.pipeline AND x.version = m.version AND x.outcome = 'DISMISSED'
LEFT JOIN (SELECT DISTINCT ON (pipeline, version) * FROM headrace_registry.production
           ORDER BY pipeline, version, deployment DESC) AS d ON d.pipeline = m.pipeline AND d.version = m.version
LEFT JOIN (SELECT pipeline, max(through) AS through FROM headrace_registry.withdrawal GROUP BY pipeline) AS w
       ON w.pipeline = m.pipeline;

ALTER TABLE headrace_registry.model_version DROP COLUMN artifact;
COMMENT ON TABLE headrace_registry.model_version IS
    'headrace.training: where a version comes from, its figures, and the champion''s on the same test split';
