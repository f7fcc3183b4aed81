-- A version that passed its gates, waited and was dismissed is not merely accepted: it will never be deployed.

CREATE OR REPLACE VIEW headrace_registry.version AS
SELECT m.pipeline, m.version, m.revision, m.trained_at, m.trigger, m.changes, m.source, m.cut, m.commit_lsn,
       m.committed_at, m.train_rows, m.test_rows, m.refused_rows, m.dropped_columns, m.rmse, m.r2, m.mean_error,
       m.champion_version, m.champion_rmse, m.trainer, m.dataset_digest, m.sha256, length(m.artifact) AS artifact_bytes,
       v.outcome AS validation, v.gates, v.sentence AS validation_sentence, v.validated_at,
       p.waits_for,
       d.deployment, d.deployed_at, d.until, d.reason, d.asked_by,
       CASE WHEN d.deployment IS NOT NULL AND d.until IS NULL THEN 'IN_PRODUCTION'
            WHEN p.version IS NOT NULL THEN 'PENDING'
            WHEN d.deployment IS NOT NULL THEN 'REPLACED'
            WHEN x.version IS NOT NULL THEN 'DISMISSED'
            WHEN v.outcome IS NOT NULL THEN v.outcome
            ELSE 'TRAINED' END AS state,
       x.sentence AS dismissal
FROM headrace_registry.model_version AS m
LEFT JOIN headrace_registry.validation AS v USING (pipeline, version)
LEFT JOIN headrace_registry.pending AS p ON p.pipeline = m.pipeline AND p.version = m.version AND p.until IS NULL
LEFT JOIN headrace_registry.pending AS x ON x.pipeline = m.pipeline AND x.version = m.version AND x.outcome = 'DISMISSED'
LEFT JOIN (SELECT DISTINCT ON (pipeline, version) * FROM headrace_registry.production
           ORDER BY pipeline, version, deployment DESC) AS d ON d.pipeline = m.pipeline AND d.version = m.version;
COMMENT ON VIEW headrace_registry.version IS
    'Each model version with its validation and its last deployment; state: TRAINED, ACCEPTED, REJECTED, OUTDATED, PENDING, DISMISSED, IN_PRODUCTION, REPLACED';
