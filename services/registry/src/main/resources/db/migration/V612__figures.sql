-- Figures by their words: what a version is worth whose label is a class, and on which rows.

ALTER TABLE headrace_registry.model_version
    ADD COLUMN figures jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN slices jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN champion_figures jsonb;
UPDATE headrace_registry.model_version SET champion_figures = '{}' WHERE champion_rmse IS NOT NULL;
COMMENT ON COLUMN headrace_registry.model_version.figures IS
    'Those besides rmse, r2 and mean_error, which are NaN where the label is a class';
COMMENT ON COLUMN headrace_registry.model_version.slices IS
    'All figures on the test rows of each value of the features that the pipeline names';

CREATE OR REPLACE VIEW headrace_registry.pipeline_status AS
SELECT p.pipeline, p.deleted, p.revision, p.author, p.accepted_at, p.refused_for, p.refused_at,
       d.version AS production_version, d.deployment, d.reason AS deployment_reason, d.asked_by AS deployed_by,
       d.deployed_at, d.source, d.cut AS production_cut, d.committed_at AS production_committed_at, d.sha256,
       champion.rmse, champion.r2, champion.mean_error, champion.train_rows, champion.test_rows,
       champion.refused_rows, champion.dropped_columns,
       newest.version AS newest_version, newest.state AS newest_state, newest.rmse AS newest_rmse,
       newest.trained_at AS newest_trained_at, newest.validation_sentence AS newest_sentence,
       pending.versions AS pending_versions, pending.waits_for,
       held.held_by, held.since AS held_since, held.sentence AS held_sentence,
       waiting.reason AS training_held, waiting.held_at AS training_held_at,
       failed.reason AS run_failure, failed.failed_at AS run_failed_at,
       coalesce(incidents.open, 0) AS open_incidents,
       champion.figures
FROM headrace_registry.pipeline AS p
LEFT JOIN headrace_registry.production AS d ON d.pipeline = p.pipeline AND d.until IS NULL
LEFT JOIN headrace_registry.model_version AS champion
       ON champion.pipeline = d.pipeline AND champion.version = d.version
LEFT JOIN LATERAL (SELECT * FROM headrace_registry.version AS v WHERE v.pipeline = p.pipeline
                   ORDER BY v.version DESC LIMIT 1) AS newest ON true
LEFT JOIN LATERAL (SELECT array_agg(w.version ORDER BY w.version) AS versions, min(w.waits_for) AS waits_for
                   FROM headrace_registry.pending AS w
                   WHERE w.pipeline = p.pipeline AND w.until IS NULL) AS pending ON true
LEFT JOIN headrace_registry.held AS held ON held.pipeline = p.pipeline AND held.until IS NULL
-- What training said last: a reason is over as soon as a later run ended.
LEFT JOIN LATERAL (SELECT t.* FROM headrace_registry.training_held AS t WHERE t.pipeline = p.pipeline
                   AND t.sequence > coalesce((SELECT max(m.sequence) FROM headrace_registry.model_version AS m
                                              WHERE m.pipeline = p.pipeline), -1)
                   ORDER BY t.sequence DESC LIMIT 1) AS waiting ON true
LEFT JOIN LATERAL (SELECT f.* FROM headrace_registry.run_failure AS f WHERE f.pipeline = p.pipeline
                   AND f.sequence > coalesce((SELECT max(m.sequence) FROM headrace_registry.model_version AS m
                                              WHERE m.pipeline = p.pipeline), -1)
                   ORDER BY f.sequence DESC LIMIT 1) AS failed ON true
LEFT JOIN LATERAL (SELECT count(*) AS open FROM headrace_registry.open_incident AS i
                   WHERE i.subject = p.pipeline) AS incidents ON true;
