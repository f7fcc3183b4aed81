-- The registry: what the event topics say, as rows.
--
-- Every table is fed by one topic and by nothing else: no now(), no serials, no row of another schema. So a fold of
-- the same topic gives the same rows, today and in a year. Times are those of the events (ce_time); `event_id` is
-- ce_id, `sequence` is ce_sequence: the number of the event within its aggregate. Views join the tables.

CREATE SCHEMA headrace_registry;

-- ---------------------------------------------------------------- headrace.pipeline

CREATE TABLE headrace_registry.pipeline_revision (
    event_id   uuid        PRIMARY KEY,
    sequence   bigint      NOT NULL,
    pipeline   text        NOT NULL,
    outcome    text        NOT NULL CHECK (outcome IN ('ACCEPTED', 'REFUSED', 'DELETED')),
    revision   integer,
    spec       jsonb,
    reasons    text[]      NOT NULL DEFAULT '{}',
    author     text        NOT NULL,
    decided_at timestamptz NOT NULL
);
CREATE INDEX ON headrace_registry.pipeline_revision (pipeline, sequence);
COMMENT ON TABLE headrace_registry.pipeline_revision IS
    'headrace.pipeline: every row that people wrote, accepted with its revision, or refused with all reasons';

-- ---------------------------------------------------------------- headrace.training

CREATE TABLE headrace_registry.model_version (
    event_id             uuid             PRIMARY KEY,
    sequence             bigint           NOT NULL,
    pipeline             text             NOT NULL,
    version              bigint           NOT NULL,
    revision             integer          NOT NULL,
    trained_at           timestamptz      NOT NULL,
    source               text             NOT NULL,
    system_id            text             NOT NULL,
    cut                  bigint           NOT NULL,
    commit_lsn           pg_lsn           NOT NULL,
    committed_at         timestamptz      NOT NULL,
    trigger              text             NOT NULL,
    changes              bigint           NOT NULL,
    trainer              text             NOT NULL,
    dataset_digest       text             NOT NULL,
    train_rows           bigint           NOT NULL,
    test_rows            bigint           NOT NULL,
    refused_rows         jsonb            NOT NULL,
    dropped_columns      text[]           NOT NULL,
    rmse                 double precision NOT NULL,
    r2                   double precision NOT NULL,
    mean_error           double precision NOT NULL,
    champion_version     bigint,
    champion_deployment  bigint           NOT NULL,
    champion_test_rows   bigint,
    champion_rmse        double precision,
    champion_r2          double precision,
    champion_mean_error  double precision,
    gates                jsonb            NOT NULL,
    approval             text             NOT NULL,
    sha256               text             NOT NULL,
    artifact             bytea            NOT NULL
);
CREATE INDEX ON headrace_registry.model_version (pipeline, version);
COMMENT ON TABLE headrace_registry.model_version IS
    'headrace.training: the artifact, where it comes from, and the champion''s figures on the same test split';

CREATE TABLE headrace_registry.run_failure (
    event_id     uuid        PRIMARY KEY,
    sequence     bigint      NOT NULL,
    pipeline     text        NOT NULL,
    revision     integer     NOT NULL,
    source       text        NOT NULL,
    system_id    text        NOT NULL,
    cut          bigint      NOT NULL,
    commit_lsn   pg_lsn      NOT NULL,
    committed_at timestamptz NOT NULL,
    reason       text        NOT NULL,
    failed_at    timestamptz NOT NULL
);
CREATE INDEX ON headrace_registry.run_failure (pipeline, sequence);
COMMENT ON TABLE headrace_registry.run_failure IS 'headrace.training: runs that made no model';

CREATE TABLE headrace_registry.training_held (
    event_id uuid        PRIMARY KEY,
    sequence bigint      NOT NULL,
    pipeline text        NOT NULL,
    cut      bigint      NOT NULL,
    reason   text        NOT NULL,
    held_at  timestamptz NOT NULL
);
CREATE INDEX ON headrace_registry.training_held (pipeline, sequence);
COMMENT ON TABLE headrace_registry.training_held IS
    'headrace.training: why data moved and no run began; a row when the reason changes';

CREATE TABLE headrace_registry.training_answer (
    event_id    uuid        PRIMARY KEY,
    sequence    bigint      NOT NULL,
    request     uuid        NOT NULL,
    kind        text        NOT NULL,
    pipeline    text        NOT NULL,
    accepted    boolean     NOT NULL,
    sentence    text        NOT NULL,
    asked_by    text        NOT NULL,
    answered_at timestamptz NOT NULL
);
CREATE INDEX ON headrace_registry.training_answer (request);
COMMENT ON TABLE headrace_registry.training_answer IS 'headrace.training: answers to requests; read the view request';

-- ---------------------------------------------------------------- headrace.validation

CREATE TABLE headrace_registry.validation (
    event_id         uuid        PRIMARY KEY,
    sequence         bigint      NOT NULL,
    pipeline         text        NOT NULL,
    version          bigint      NOT NULL,
    outcome          text        NOT NULL CHECK (outcome IN ('ACCEPTED', 'REJECTED', 'OUTDATED')),
    gates            jsonb       NOT NULL,
    champion_version bigint,
    measured_against bigint,
    sentence         text        NOT NULL,
    validated_at     timestamptz NOT NULL
);
CREATE INDEX ON headrace_registry.validation (pipeline, version);
COMMENT ON TABLE headrace_registry.validation IS
    'headrace.validation: each gate with its limit, the figures of challenger and champion, and whether it passed';

-- ---------------------------------------------------------------- headrace.deployment

CREATE TABLE headrace_registry.deployment (
    event_id         uuid        PRIMARY KEY,
    sequence         bigint      NOT NULL,
    pipeline         text        NOT NULL,
    deployment       bigint      NOT NULL,
    version          bigint      NOT NULL,
    previous_version bigint,
    reason           text        NOT NULL,
    asked_by         text,
    deployed_at      timestamptz NOT NULL,
    source           text        NOT NULL,
    system_id        text        NOT NULL,
    cut              bigint      NOT NULL,
    commit_lsn       pg_lsn      NOT NULL,
    committed_at     timestamptz NOT NULL,
    sha256           text        NOT NULL
);
CREATE INDEX ON headrace_registry.deployment (pipeline, deployment);
COMMENT ON TABLE headrace_registry.deployment IS
    'headrace.deployment: each way of a version to production; read the view production for how long it stayed';

CREATE TABLE headrace_registry.pending (
    event_id      uuid        PRIMARY KEY,
    sequence      bigint      NOT NULL,
    last_sequence bigint      NOT NULL,
    pipeline      text        NOT NULL,
    version       bigint      NOT NULL,
    waits_for     text        NOT NULL,
    since         timestamptz NOT NULL,
    until         timestamptz,
    outcome       text        CHECK (outcome IN ('DEPLOYED', 'DISMISSED', 'PENDING_AGAIN')),
    asked_by      text,
    sentence      text
);
CREATE INDEX ON headrace_registry.pending (pipeline, version);
COMMENT ON TABLE headrace_registry.pending IS
    'headrace.deployment: versions that passed their gates and wait (until is null) or waited, and what became of them';

CREATE TABLE headrace_registry.held (
    event_id      uuid        PRIMARY KEY,
    sequence      bigint      NOT NULL,
    last_sequence bigint      NOT NULL,
    pipeline      text        NOT NULL,
    held_by       text        NOT NULL,
    sentence      text        NOT NULL,
    since         timestamptz NOT NULL,
    until         timestamptz,
    resumed_by    text
);
CREATE INDEX ON headrace_registry.held (pipeline);
COMMENT ON TABLE headrace_registry.held IS
    'headrace.deployment: when automatic deployment was held, by whom and why; held now where until is null';

CREATE TABLE headrace_registry.deployment_answer (LIKE headrace_registry.training_answer INCLUDING ALL);
COMMENT ON TABLE headrace_registry.deployment_answer IS
    'headrace.deployment: answers to requests; read the view request';

-- ---------------------------------------------------------------- headrace.incident

CREATE TABLE headrace_registry.incident (
    event_id         uuid        PRIMARY KEY,
    sequence         bigint      NOT NULL,
    last_sequence    bigint      NOT NULL,
    incident         text        NOT NULL,
    subject          text        NOT NULL,
    kind             text        NOT NULL,
    state            text        NOT NULL CHECK (state IN ('OPEN', 'ACKNOWLEDGED', 'RESOLVED')),
    occurrences      bigint      NOT NULL,
    sentence         text        NOT NULL,
    opened_at        timestamptz NOT NULL,
    first_at         timestamptz NOT NULL,
    last_at          timestamptz NOT NULL,
    acknowledged_by  text,
    acknowledged_at  timestamptz,
    resolved_at      timestamptz,
    resolution       text
);
CREATE INDEX ON headrace_registry.incident (incident);
COMMENT ON TABLE headrace_registry.incident IS
    'headrace.incident: a row per incident from its opening to its end; the sentence is that of its last occurrence';

CREATE TABLE headrace_registry.incident_answer (LIKE headrace_registry.training_answer INCLUDING ALL);
COMMENT ON TABLE headrace_registry.incident_answer IS 'headrace.incident: answers to requests; read the view request';

-- ---------------------------------------------------------------- headrace.capture

CREATE TABLE headrace_registry.source_trouble (
    event_id      uuid        PRIMARY KEY,
    sequence      bigint      NOT NULL,
    last_sequence bigint      NOT NULL,
    source        text        NOT NULL,
    kind          text        NOT NULL,
    sentence      text        NOT NULL,
    since         timestamptz NOT NULL,
    until         timestamptz,
    recovery      text
);
CREATE INDEX ON headrace_registry.source_trouble (source, kind);
COMMENT ON TABLE headrace_registry.source_trouble IS
    'headrace.capture: what kept a source or a table of it from being captured; still does where until is null; a row without recovery was told again in other words';

-- ---------------------------------------------------------------- views

CREATE VIEW headrace_registry.production AS
SELECT pipeline, deployment, version, previous_version, reason, asked_by, deployed_at, until,
       -- A clock that was set back must not make a range that ends before it begins.
       tstzrange(deployed_at, CASE WHEN until IS NOT NULL THEN greatest(deployed_at, until) END) AS during,
       source, cut, commit_lsn, committed_at, sha256, event_id
FROM (SELECT *, lead(deployed_at) OVER (PARTITION BY pipeline ORDER BY deployment) AS until
      FROM headrace_registry.deployment) AS deployed;
COMMENT ON VIEW headrace_registry.production IS
    'What was in production at T, why, who asked: WHERE pipeline = … AND during @> timestamptz ''…''';

CREATE VIEW headrace_registry.request AS
SELECT request AS id, kind, pipeline, accepted, sentence, asked_by, answered_at, event_id
FROM headrace_registry.training_answer
UNION ALL
SELECT request, kind, pipeline, accepted, sentence, asked_by, answered_at, event_id
FROM headrace_registry.deployment_answer
UNION ALL
SELECT request, kind, pipeline, accepted, sentence, asked_by, answered_at, event_id
FROM headrace_registry.incident_answer;
COMMENT ON VIEW headrace_registry.request IS 'The answer to each row of headrace.request, by its id';

CREATE VIEW headrace_registry.pipeline AS
SELECT last.pipeline, last.outcome = 'DELETED' AS deleted,
       accepted.revision, accepted.spec, accepted.author, accepted.decided_at AS accepted_at,
       CASE last.outcome WHEN 'REFUSED' THEN last.reasons ELSE '{}' END AS refused_for,
       CASE last.outcome WHEN 'REFUSED' THEN last.decided_at END AS refused_at
FROM (SELECT DISTINCT ON (pipeline) * FROM headrace_registry.pipeline_revision
      ORDER BY pipeline, sequence DESC) AS last
LEFT JOIN (SELECT DISTINCT ON (pipeline) * FROM headrace_registry.pipeline_revision
           WHERE outcome = 'ACCEPTED' ORDER BY pipeline, sequence DESC) AS accepted USING (pipeline);
COMMENT ON VIEW headrace_registry.pipeline IS
    'The revision in force of each pipeline; refused_for: why what was written last is not in force';

CREATE VIEW headrace_registry.version AS
SELECT m.pipeline, m.version, m.revision, m.trained_at, m.trigger, m.changes, m.source, m.cut, m.commit_lsn,
       m.committed_at, m.train_rows, m.test_rows, m.refused_rows, m.dropped_columns, m.rmse, m.r2, m.mean_error,
       m.champion_version, m.champion_rmse, m.trainer, m.dataset_digest, m.sha256, length(m.artifact) AS artifact_bytes,
       v.outcome AS validation, v.gates, v.sentence AS validation_sentence, v.validated_at,
       p.waits_for,
       d.deployment, d.deployed_at, d.until, d.reason, d.asked_by,
       CASE WHEN d.deployment IS NOT NULL AND d.until IS NULL THEN 'IN_PRODUCTION'
            WHEN p.version IS NOT NULL THEN 'PENDING'
            WHEN d.deployment IS NOT NULL THEN 'REPLACED'
            WHEN v.outcome = 'ACCEPTED' THEN 'ACCEPTED'
            WHEN v.outcome IS NOT NULL THEN v.outcome
            ELSE 'TRAINED' END AS state
FROM headrace_registry.model_version AS m
LEFT JOIN headrace_registry.validation AS v USING (pipeline, version)
LEFT JOIN headrace_registry.pending AS p ON p.pipeline = m.pipeline AND p.version = m.version AND p.until IS NULL
LEFT JOIN (SELECT DISTINCT ON (pipeline, version) * FROM headrace_registry.production
           ORDER BY pipeline, version, deployment DESC) AS d ON d.pipeline = m.pipeline AND d.version = m.version;
COMMENT ON VIEW headrace_registry.version IS
    'Each model version with its validation and its last deployment; state: TRAINED, ACCEPTED, REJECTED, OUTDATED, PENDING, IN_PRODUCTION, REPLACED';

CREATE VIEW headrace_registry.open_incident AS
SELECT incident, subject, kind, state, occurrences, sentence, opened_at, first_at, last_at, acknowledged_by,
       acknowledged_at
FROM headrace_registry.incident WHERE resolved_at IS NULL;

CREATE VIEW headrace_registry.run AS
SELECT pipeline, revision, source, cut, committed_at, 'TRAINED' AS outcome, version, trigger AS reason,
       trained_at AS ended_at, event_id
FROM headrace_registry.model_version
UNION ALL
SELECT pipeline, revision, source, cut, committed_at, 'FAILED', NULL, reason, failed_at, event_id
FROM headrace_registry.run_failure;
COMMENT ON VIEW headrace_registry.run IS 'Each training of a pipeline revision at a cut, and how it ended';

CREATE VIEW headrace_registry.pipeline_status AS
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
       coalesce(incidents.open, 0) AS open_incidents
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
COMMENT ON VIEW headrace_registry.pipeline_status IS
    'One row per pipeline: revision in force, version in production, newest version, what waits, what is held, open incidents';

CREATE VIEW headrace_registry.history AS
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
SELECT held_at, pipeline, 'TRAINING_HELD', NULL, NULL, reason, event_id FROM headrace_registry.training_held
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
FROM headrace_registry.request;
COMMENT ON VIEW headrace_registry.history IS 'Everything that happened, in one list: ORDER BY at';

-- ---------------------------------------------------------------- who may read, who writes

DO $$
BEGIN
    CREATE ROLE headrace_reader NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL; -- Roles belong to the server: another installation on it has made this one.
END
$$;
GRANT USAGE ON SCHEMA headrace_registry TO headrace_reader, headrace_service;
GRANT SELECT ON ALL TABLES IN SCHEMA headrace_registry TO headrace_reader, headrace_service;
GRANT INSERT, UPDATE, TRUNCATE ON
    headrace_registry.pipeline_revision, headrace_registry.model_version, headrace_registry.run_failure,
    headrace_registry.training_held, headrace_registry.training_answer, headrace_registry.validation,
    headrace_registry.deployment, headrace_registry.pending, headrace_registry.held,
    headrace_registry.deployment_answer, headrace_registry.incident, headrace_registry.incident_answer,
    headrace_registry.source_trouble
TO headrace_service;
