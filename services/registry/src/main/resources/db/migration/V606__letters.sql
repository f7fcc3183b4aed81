-- What became of dead letters. The letters themselves stay in the topics of the services that could not take them.

CREATE TABLE headrace_registry.letter_outcome (
    event_id   uuid        PRIMARY KEY,
    sequence   bigint      NOT NULL,
    causation  text,
    outcome    text        NOT NULL CHECK (outcome IN ('REPLAYED', 'DISCARDED', 'KEPT')),
    id         text        NOT NULL,
    service    text        NOT NULL,
    letter     text        NOT NULL,
    origin     text        NOT NULL,
    sentence   text        NOT NULL,
    asked_by   text        NOT NULL,
    decided_at timestamptz NOT NULL
);
CREATE INDEX ON headrace_registry.letter_outcome (service, id, sequence);
COMMENT ON TABLE headrace_registry.letter_outcome IS
    'headrace.letter: each time somebody had a letter replayed or discarded; KEPT: it could not be taken and stays';

CREATE TABLE headrace_registry.letter_answer (LIKE headrace_registry.training_answer INCLUDING ALL);
COMMENT ON TABLE headrace_registry.letter_answer IS 'headrace.letter: answers to requests; read the view request';

CREATE VIEW headrace_registry.letter AS
SELECT DISTINCT ON (service, id) id, service, letter, origin, outcome AS state, sentence, asked_by, decided_at
FROM headrace_registry.letter_outcome ORDER BY service, id, sequence DESC;
COMMENT ON VIEW headrace_registry.letter IS
    'The state of each dead letter that somebody asked about: REPLAYED, DISCARDED, or KEPT and so still open';

CREATE OR REPLACE VIEW headrace_registry.request AS
SELECT request AS id, kind, pipeline, accepted, sentence, asked_by, answered_at, event_id
FROM headrace_registry.training_answer
UNION ALL
SELECT request, kind, pipeline, accepted, sentence, asked_by, answered_at, event_id
FROM headrace_registry.deployment_answer
UNION ALL
SELECT request, kind, pipeline, accepted, sentence, asked_by, answered_at, event_id
FROM headrace_registry.incident_answer
UNION ALL
SELECT request, kind, pipeline, accepted, sentence, asked_by, answered_at, event_id
FROM headrace_registry.capture_answer
UNION ALL
SELECT request, kind, pipeline, accepted, sentence, asked_by, answered_at, event_id
FROM headrace_registry.letter_answer;

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
FROM headrace_registry.request
UNION ALL
SELECT decided_at, service, 'LETTER_' || outcome, NULL, asked_by, letter || ': ' || sentence, event_id
FROM headrace_registry.letter_outcome;

GRANT SELECT ON headrace_registry.letter_outcome, headrace_registry.letter_answer, headrace_registry.letter
TO headrace_reader, headrace_service;
GRANT INSERT, UPDATE, TRUNCATE ON headrace_registry.letter_outcome, headrace_registry.letter_answer
TO headrace_service;
